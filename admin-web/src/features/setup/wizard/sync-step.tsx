import { Disclosure } from '../../../components/disclosure.tsx';
import { Form } from '../../../components/form.tsx';
import { useApi } from '../../../lib/session.ts';
import { credentialsOf, isDescribed, requestOf } from '../draft.ts';
import { DeletionFields, MeetingField, RestFields } from '../fields/meeting-fields.tsx';
import { SettingFields } from '../fields/setting-fields.tsx';
import { SyncFields } from '../fields/sync-fields.tsx';
import { type FindChoices, lookUpChoices } from '../requests/look-up-choices.ts';
import { StepActs } from './step-acts.tsx';
import type { StepProps } from './step-props.ts';

/** What is synced, and how. */
export function SyncStep({ connector, draft, secrets, errors, onChange, onNext }: StepProps) {
  const api = useApi();
  const { baseUrl, authType, credentials, connectionId } = requestOf(connector, draft, secrets);
  const findChoices: FindChoices = (field, settings, signal) => {
    const signIn = connectionId === undefined ? { credentials } : { connectionId };
    return lookUpChoices(api, connector.type, { baseUrl, authType, field, settings, ...signIn }, signal);
  };
  // Another sign-in may see other things.
  const source = JSON.stringify([baseUrl, connectionId ?? credentialsOf(connector, draft, secrets)]);
  return (
    <div className="setup-form">
      <Form label="What to sync" errors={errors} onSubmit={onNext}>
        {!isDescribed(connector) && (
          <section className="card stack">
            <h2>What of {connector.name}</h2>
            <SettingFields
              connector={connector}
              settings={draft.settings}
              onChange={(settings) => onChange({ settings })}
              findChoices={findChoices}
              source={source}
            />
          </section>
        )}
        <section className="card stack">
          <h2>What goes where</h2>
          <SyncFields connector={connector} values={draft} onChange={onChange} />
        </section>
        <section className="card stack">
          <h2>The first time, and the last</h2>
          <MeetingField values={draft} onChange={onChange} />
          <DeletionFields values={draft} onChange={onChange} />
          <Disclosure title="Pauses and outages">
            <div className="stack">
              <RestFields values={draft} onChange={onChange} />
            </div>
          </Disclosure>
        </section>
        <StepActs step="sync" />
      </Form>
    </div>
  );
}
