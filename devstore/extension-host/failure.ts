/** What a person sees when an extension throws, instead of an empty place. Shopify shows nothing; a dev store should. */
export function showFailure(container: HTMLElement, target: string, message: string): void {
  console.error(`[extension ${target}] ${message}`);
  document.documentElement.dataset['extension'] = 'failed';
  if (container.querySelector('.extension-failed') !== null) return;
  const box = document.createElement('div');
  box.className = 'extension-failed';
  box.setAttribute('role', 'alert');
  box.style.cssText =
    'border:1px solid #c7254e;background:#fff5f7;color:#6d1029;border-radius:8px;padding:12px 16px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere';
  const title = document.createElement('strong');
  title.textContent = `The extension ${target} failed`;
  const text = document.createElement('div');
  text.textContent = message;
  box.append(title, text);
  container.append(box);
}
