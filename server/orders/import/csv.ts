import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { LaurelError } from '../../core/errors.ts';

/** How far the reading is, in bytes. */
export type OnBytes = (bytes: number) => void;

interface Format {
  readonly delimiter: string;
  /** Given the names in the first line, those under which the fields are wanted. */
  readonly columns: (names: string[]) => string[];
}

interface Parsed<T> {
  readonly record: T;
  readonly info: { readonly lines: number };
  readonly raw: string;
}

/** What the first line separates its names with, if it is not commas. */
export function delimiterOf(header: string): string {
  return header.includes(',') ? ',' : ([';', '\t', '|'].find((one) => header.includes(one)) ?? ',');
}

/** The records of a CSV file, one at a time, with the line each ends on; `record` is undefined where the quotes are broken. */
export async function* records<T>(
  file: string,
  format: Format,
  onBytes: OnBytes = () => undefined,
): AsyncGenerator<{ line: number; raw: string; record: T | undefined }> {
  const broken: { line: number; raw: string }[] = [];
  const input = createReadStream(file);
  const parser = input.pipe(
    parse({
      ...format,
      bom: true,
      info: true,
      raw: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: false,
      max_record_size: 1_000_000,
      skip_records_with_error: true,
      onSkip: (problem, raw) => {
        broken.push({ line: Number(problem?.['lines'] ?? 0), raw: (raw ?? '').slice(0, 500) });
        return undefined;
      },
    }),
  );
  input.on('error', (error) => parser.destroy(error));
  for await (const { record, info, raw } of parser as AsyncIterable<Parsed<T>>) {
    for (const one of broken.splice(0)) yield { ...one, record: undefined };
    onBytes(input.bytesRead);
    yield { line: info.lines, raw: raw.trimEnd(), record };
  }
  for (const one of broken.splice(0)) yield { ...one, record: undefined };
}

/** The first line that is not empty. Throws `invalid_request`, with a sentence, when there is none or the file cannot be opened. */
export async function firstLine(file: string): Promise<string> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code === 'ENOENT' ? `There is no file ${file}.` : `The file ${file} cannot be opened (${error.code}).`);
  });
  try {
    for await (const line of handle.readLines({ autoClose: false })) if (line.trim() !== '') return line;
    throw unreadable(`The file ${file} is empty.`);
  } catch (error) {
    if (error instanceof LaurelError) throw error;
    throw unreadable(`The file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  } finally {
    await handle.close();
  }
}

/** A file that cannot be taken, in a sentence for people. */
export function unreadable(message: string): LaurelError {
  return new LaurelError('invalid_request', message, { publicMessage: message });
}
