import type { Act, Me } from '@laurel/server/api';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../queries.ts';

/** Whether my role allows an act; undefined while that is not known. The server asks again at every act. */
export function useMay(act: Act): { readonly may: boolean | undefined; readonly me: Me | undefined } {
  const me = useQuery(queries.me()).data;
  return { may: me?.may.includes(act), me };
}
