/** Short messages at the foot of the page; a polite live region, so that screen readers hear them. */

const SHOWN_MS = 5000;
let count = 0;

/** Shows a message for five seconds. Returns the id `hideToast` takes. */
export function showToast(content: string): string {
  const toast = document.createElement('div');
  toast.id = `extension-toast-${++count}`;
  toast.textContent = content;
  toast.style.cssText =
    'background:#1a1a1a;color:#fff;border-radius:10px;padding:10px 16px;font:14px/1.4 system-ui,sans-serif;box-shadow:0 4px 16px #0004';
  region().append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS);
  return toast.id;
}

/** Takes a message away early; one that is gone is no error. */
export function hideToast(id: string): void {
  document.getElementById(id)?.remove();
}

function region(): HTMLElement {
  const existing = document.getElementById('extension-toasts');
  if (existing !== null) return existing;
  const made = document.createElement('div');
  made.id = 'extension-toasts';
  made.setAttribute('role', 'status');
  made.style.cssText = 'position:fixed;inset:auto 0 24px;display:grid;gap:8px;justify-content:center;z-index:1000;pointer-events:none';
  document.body.append(made);
  return made;
}
