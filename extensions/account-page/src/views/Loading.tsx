/** Placeholders for the page's sections while the first answer is on its way. */
export function Loading({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <s-stack accessibilityRole="status" accessibilityLabel={label} gap="base">
      {Array.from({ length: lines }, (_, index) => (
        <s-skeleton-paragraph key={index} />
      ))}
    </s-stack>
  );
}
