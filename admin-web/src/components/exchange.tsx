import type * as z from 'zod/mini';
import type { exchange } from '../../../shared/contract/parked.ts';
import { CopyButton } from './copy-button.tsx';
import { Disclosure } from './disclosure.tsx';

export type Exchanged = z.output<typeof exchange>;

/** JSON with its lines broken, anything else as it is. */
export function pretty(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value, null, 2);
  } catch {
    return text;
  }
}

const sides = [
  ['requestBody', 'What was sent'],
  ['responseBody', 'What came back'],
] as const;

/** The request that failed and its answer, folded away below one sentence. */
export const Exchange = ({ exchange: told }: { readonly exchange: Exchanged }) => (
  <section className="exchange" aria-label="The request that failed">
    <p className="small">
      {told.method} {told.path.split('?')[0]}{' '}
      {told.status === undefined ? 'got no answer.' : `was answered with ${told.status}.`}
    </p>
    <Disclosure title="What was sent and what came back">
      <p className="small soft">Secrets and personal values were taken out before it was kept.</p>
      {told.path.includes('?') && <CopyButton label="Where it was sent" text={told.path} />}
      {sides.map(([part, label]) => {
        const body = told[part];
        return body === undefined || body === '' ? (
          <p key={part} className="small soft">
            {label}: nothing.
          </p>
        ) : (
          <CopyButton key={part} label={label} text={pretty(body)} />
        );
      })}
    </Disclosure>
  </section>
);
