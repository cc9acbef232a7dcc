import { Disclosure } from '../../../components/disclosure.tsx';
import { counted } from '../../../lib/words.ts';
import { NeedNote } from './need-note.tsx';
import { needsOf, type Situation } from './needs.ts';

const atOnce = 4;

/** What needs somebody, worst first. More than one takes in at a glance is folded away. */
export function NeedsList(situation: Situation) {
  const needs = needsOf(situation);
  if (needs.length === 0) return null;
  const rest = needs.slice(atOnce);
  return (
    <section aria-labelledby="needs" className="needs">
      <h2 id="needs" className="hidden">
        What needs you
      </h2>
      <ul aria-label="What needs you">
        {needs.slice(0, atOnce).map((need) => (
          <li key={need.key}>
            <NeedNote need={need} />
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <Disclosure title={counted(rest.length, 'more thing to look at', 'more things to look at')}>
          <ul>
            {rest.map((need) => (
              <li key={need.key}>
                <NeedNote need={need} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
