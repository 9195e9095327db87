/** A section needs a name: its heading, or a label while there is none to show. */
export function headingOf(heading: string | null, label: string): { heading: string } | { accessibilityLabel: string } {
  return heading === null ? { accessibilityLabel: label } : { heading };
}
