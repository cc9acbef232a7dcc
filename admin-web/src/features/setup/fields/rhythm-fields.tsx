import { syncFrequencies } from '../../../../../shared/domain/integration.ts';
import { Choose } from '../../../components/choose.tsx';
import { RadioCards } from '../../../components/radio-cards.tsx';
import { rhythmWord } from '../../../lib/glossary.ts';
import { rhythmHelp } from '../../../lib/setup-words.ts';
import type { Draft } from '../draft.ts';

type Values = Pick<Draft, 'syncFrequency'> & { readonly timeZone?: string | undefined };

export interface RhythmChange {
  readonly syncFrequency?: Draft['syncFrequency'];
  readonly timeZone?: string | undefined;
}

const zones = Intl.supportedValuesOf('timeZone').map((zone) => [zone, zone.replaceAll('_', ' ')] as const);

/** How often, and by which clock the nightly runs go. */
export const RhythmFields = ({
  values,
  onChange,
}: {
  readonly values: Values;
  readonly onChange: (change: RhythmChange) => void;
}) => (
  <>
    <RadioCards
      label="How often"
      name="syncFrequency"
      options={syncFrequencies.map((rhythm) => ({
        value: rhythm,
        text: rhythmWord[rhythm],
        help: rhythmHelp[rhythm],
      }))}
      value={values.syncFrequency}
      onChange={(syncFrequency) => onChange({ syncFrequency })}
    />
    {(values.syncFrequency === 'DAILY' || values.syncFrequency === 'WEEKLY') && (
      <Choose
        label="By which clock"
        name="timeZone"
        any="The clock of this service"
        options={zones}
        value={values.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        help="Nightly and weekly runs begin in the small hours there."
      />
    )}
  </>
);
