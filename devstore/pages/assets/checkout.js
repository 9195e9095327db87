// Keeps the checkout in step without loading it anew: codes and tips, from this page or from the extension in it.
const totals = document.querySelector('#summary-totals');
const pay = document.querySelector('#pay');
const problem = document.querySelector('#discount-problem');
const field = document.querySelector('#discount-code');

/** Draws the cart as the server knows it now. */
function draw({ shownTotalCents, totalsHtml }) {
  totals.innerHTML = totalsHtml;
  pay.elements.shownTotalCents.value = String(shownTotalCents);
}

async function send(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const answer = await response.json();
  if (answer.state) {
    draw(answer.state);
    document.dispatchEvent(new CustomEvent('devstore:state', { detail: answer.state.signals }));
  }
  return answer;
}

function say(message) {
  problem.textContent = message;
  field.toggleAttribute('aria-invalid', message !== '');
  if (message !== '') field.setAttribute('aria-invalid', 'true');
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('[data-codes]')) return;
  event.preventDefault();
  const button = form.querySelector('button');
  const data = new FormData(form);
  const type = data.get('type');
  button.disabled = true;
  try {
    const answer = await send(form.action, { type, code: data.get('code') });
    say(answer.type === 'success' ? '' : answer.shopperMessage);
    if (answer.type === 'success' && type === 'addDiscountCode') form.reset();
    // The button that was pressed is gone with its code.
    if (type === 'removeDiscountCode') field.focus();
  } catch {
    say('That did not work. Please try again.');
  } finally {
    button.disabled = false;
  }
});

pay.addEventListener('change', (event) => {
  if (event.target.name !== 'tipPercent') return;
  send(pay.action.replace(/orders$/, 'tips'), { tipPercent: Number(event.target.value) }).catch(() => location.reload());
});
// A second press while the first is under way would ask twice.
pay.addEventListener('submit', () => {
  const button = pay.querySelector('button');
  setTimeout(() => (button.disabled = true));
});
// The back button shows this page as it was left.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
document.addEventListener('devstore:cart', (event) => draw(event.detail));
