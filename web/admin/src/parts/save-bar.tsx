import { useEffect } from 'react';

interface SaveBarProps {
  readonly id: string;
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/**
 * Shopify's save bar, shown exactly while there is something to save. Not `data-save-bar` on a form:
 * that hides with every submit, also with one that is refused, and knows nothing of a change typed back.
 */
export function SaveBar({ id, dirty, saving, onSave, onDiscard }: SaveBarProps) {
  useEffect(() => {
    if (!dirty) return;
    void shopify.saveBar.show(id);
    return () => void shopify.saveBar.hide(id);
  }, [id, dirty]);
  return (
    <ui-save-bar id={id} discardConfirmation>
      <button type="button" variant="primary" onClick={onSave} disabled={saving} />
      <button type="button" onClick={onDiscard} disabled={saving} />
    </ui-save-bar>
  );
}
