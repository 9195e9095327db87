import { useMemo } from 'react';
import type { Notes } from '../form/place.ts';
import { itemsAt, textAt } from '../form/tree.ts';
import { exampleOrderMinor, exampleSentence } from '../programme/example.ts';
import type { Drafting } from './drafting.ts';

/** Examples for what is typed now, at the fields they explain. While a field can't be read it has none. */
export function useExamples({ tree, currency }: Drafting): Notes {
  return useMemo(() => {
    const rounding = textAt(tree, ['earning', 'rounding']) as 'down' | 'half-up' | 'up';
    const units = textAt(tree, ['earning', 'perMajorUnits']);
    if (units !== '' && units !== '1') return new Map();
    return new Map(
      itemsAt(tree, ['tiers']).flatMap((tier, index): [string, string][] => {
        const rate = textAt(tier, ['pointsPerMajorUnit']).trim();
        if (!/^\d{1,4}$/.test(rate)) return [];
        return [[`tiers.${index}.pointsPerMajorUnit`, exampleSentence(exampleOrderMinor(currency), Number(rate), rounding, currency)]];
      }),
    );
  }, [tree, currency]);
}
