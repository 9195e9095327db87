import type { Definition } from '@laurel/server/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Notes } from '../form/place.ts';
import { queries } from '../queries.ts';
import { everyOrder, exampleNotes, examplesFor } from './examples.ts';

const ASK_AFTER_MS = 250;
const NONE: Notes = new Map();

/** What orders would earn by a definition, computed by the server with the code that grants points. null: it can't be read now. */
export function useExamples(definition: Definition | null): Notes {
  const settled = useSettled(definition);
  const examples = useMemo(() => (settled === null ? [] : examplesFor(settled)), [settled]);
  const request = settled === null ? null : { definition: everyOrder(settled), carts: examples.map(({ cart }) => cart) };
  const answer = useQuery({ ...queries.examples(request), placeholderData: keepPreviousData });
  return useMemo(() => {
    if (settled === null || definition === null || answer.data === undefined || answer.isPlaceholderData) return NONE;
    return exampleNotes(settled, examples, answer.data.examples);
  }, [settled, definition, examples, answer.data, answer.isPlaceholderData]);
}

// A word being typed is one question.
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
