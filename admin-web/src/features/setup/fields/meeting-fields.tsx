import { deletePolicies } from '../../../../../shared/domain/delete-policy.ts';
import { matchModes } from '../../../../../shared/domain/integration.ts';
import { ChooseOne } from '../../../components/choose.tsx';
import { RadioCards } from '../../../components/radio-cards.tsx';
import { Switch } from '../../../components/switch.tsx';
import { dataWord } from '../../../lib/glossary.ts';
import { deletionWord, meetingWord, whenPausedWord } from '../../../lib/setup-words.ts';
import { capital } from '../../../lib/words.ts';
import type { Draft } from '../draft.ts';

interface Props<Values> {
  readonly values: Values;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** What becomes of records that meet for the first time. */
export const MeetingField = ({ values, onChange }: Props<Pick<Draft, 'matchMode'>>) => (
  <RadioCards
    label="When the two sides meet for the first time"
    name="matchMode"
    options={matchModes.map((mode) => ({ value: mode, ...meetingWord[mode] }))}
    value={values.matchMode}
    onChange={(matchMode) => onChange({ matchMode })}
  />
);

/** What becomes of a record whose counterpart was deleted, for each kind of data. */
export const DeletionFields = ({ values, onChange }: Props<Pick<Draft, 'dataTypes' | 'deletePolicies'>>) => (
  <fieldset className="group">
    <legend>When somebody deletes a record on one side</legend>
    <ul className="meanings small soft">
      {deletePolicies.map((policy) => (
        <li key={policy}>
          <strong>{deletionWord[policy].text}:</strong> {deletionWord[policy].help}
        </li>
      ))}
    </ul>
    <div className="fields">
      {values.dataTypes.map((kind) => (
        <ChooseOne
          key={kind}
          label={capital(dataWord[kind])}
          options={deletePolicies.map((policy) => [policy, deletionWord[policy].text] as const)}
          value={values.deletePolicies[kind] ?? 'archive'}
          onChange={(policy) => onChange({ deletePolicies: { ...values.deletePolicies, [kind]: policy } })}
        />
      ))}
    </div>
    <p className="help">
      When very many are deleted at once, nothing is repeated before somebody has said so under Decisions.
    </p>
  </fieldset>
);

/** What happens on bad days and while it rests. */
export const RestFields = ({ values, onChange }: Props<Pick<Draft, 'whenPaused' | 'autoRecover'>>) => (
  <>
    <RadioCards
      label="While it is paused"
      name="whenPaused"
      options={(['hold', 'reject'] as const).map((act) => ({ value: act, ...whenPausedWord[act] }))}
      value={values.whenPaused}
      onChange={(whenPaused) => onChange({ whenPaused })}
    />
    <Switch
      isOn={values.autoRecover}
      onChange={(autoRecover) => onChange({ autoRecover })}
      help="Otherwise somebody has to set it going again after the other system was down."
    >
      Go on by itself after an outage
    </Switch>
  </>
);
