/** `<ui-save-bar id>`: its primary button is Save, the other Discard. */
import type { SaveBar } from './save-bar.ts';

export function defineSaveBarElement(saveBar: SaveBar): void {
  class SaveBarElement extends HTMLElement {
    connectedCallback(): void {
      this.style.display = 'none';
      const press = (selector: string) => this.querySelector<HTMLElement>(selector)?.click();
      saveBar.register(this.id, {
        save: () => press('button[variant="primary"]'),
        discard: () => press('button:not([variant="primary"])'),
        confirmDiscard: () => this.discardConfirmation,
      });
    }
    disconnectedCallback(): void {
      saveBar.unregister(this.id);
    }
    get discardConfirmation(): boolean {
      return this.hasAttribute('discardconfirmation');
    }
    set discardConfirmation(isAsked: boolean) {
      this.toggleAttribute('discardconfirmation', isAsked);
    }
    get showing(): boolean {
      return saveBar.isShown(this.id);
    }
    show(): Promise<void> {
      return saveBar.show(this.id).then(() => void this.dispatchEvent(new Event('show')));
    }
    hide(): Promise<void> {
      return saveBar.hide(this.id).then(() => void this.dispatchEvent(new Event('hide')));
    }
    toggle(): Promise<void> {
      return this.showing ? this.hide() : this.show();
    }
  }
  customElements.define('ui-save-bar', SaveBarElement);
}
