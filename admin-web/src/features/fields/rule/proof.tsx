import { ArrowRight } from 'lucide-react';
import type { Checked, OurField } from '../requests/field-mappings.ts';

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? 'nothing'
    : typeof value === 'string'
      ? `“${value}”`
      : JSON.stringify(value);

/** Sample values that were sent there and read back: why the service says what it says of the rule. */
export function Proof({
  proof,
  other,
  type,
}: {
  readonly proof: Checked['roundTrips'][number] | undefined;
  readonly other: string;
  readonly type: OurField;
}) {
  if (proof === undefined || proof.proof.length === 0) return null;
  return (
    <div className="small">
      <strong>Tried with sample values of {type.label}</strong>
      <ul className="proof">
        {proof.proof.map(({ ours, theirs, back, alone }) => (
          <li key={JSON.stringify(ours)}>
            BritePool {shown(ours)} <ArrowRight size={14} aria-hidden />
            <span className="hidden">becomes</span> {other} {shown(theirs)}{' '}
            <ArrowRight size={14} aria-hidden />
            <span className="hidden">comes back as</span> {shown(back ?? alone)}
          </li>
        ))}
      </ul>
    </div>
  );
}
