import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Form } from '../../../components/form.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useApi } from '../../../lib/session.ts';
import { isDescribed } from '../draft.ts';
import { DeletionFields, MeetingField, RestFields } from '../fields/meeting-fields.tsx';
import { RhythmFields } from '../fields/rhythm-fields.tsx';
import { SettingFields } from '../fields/setting-fields.tsx';
import { SyncFields } from '../fields/sync-fields.tsx';
import { integrationChoices } from '../requests/integration-choices.ts';
import { Description } from './description.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { QuotaNote } from './quota-note.tsx';
import { SaveBar } from './save-bar.tsx';
import { Unsaved } from './unsaved.tsx';
import { useSettings } from './use-settings.ts';

/** All settings on one page; what was changed is saved together. */
export function SettingsForm({
  integration,
  connector,
}: {
  readonly integration: IntegrationView;
  readonly connector: ConnectorView;
}) {
  const api = useApi();
  const settings = useSettings(integration);
  const { shown, change, errors } = settings;
  const address = (
    <TextField
      label="Address of the system"
      name="baseUrl"
      value={shown.baseUrl}
      onChange={(baseUrl) => change({ baseUrl })}
      inputMode="url"
      help="If it leads to another system, that one is signed in to anew."
    />
  );
  return (
    <Form label="Settings" errors={errors} onSubmit={settings.save}>
      <section className="card stack">
        <h2>Name and rhythm</h2>
        <TextField label="Name" name="name" value={shown.name} onChange={(name) => change({ name })} />
        <TextField
          label="What it is for (if you like)"
          name="description"
          value={shown.description}
          onChange={(description) => change({ description })}
          lines={2}
        />
        <RhythmFields values={shown} onChange={change} />
        <QuotaNote id={integration.id} frequency={shown.syncFrequency} />
        {errors.baseUrl === undefined ? <Disclosure title="Another address">{address}</Disclosure> : address}
      </section>
      <section className="card stack">
        <h2>What of {connector.name}</h2>
        {isDescribed(connector) ? (
          <Description settings={shown.settings} onChange={(each) => change({ settings: each })} />
        ) : (
          <SettingFields
            connector={connector}
            settings={shown.settings}
            onChange={(each) => change({ settings: each })}
            findChoices={integrationChoices(api, integration.id)}
            source={integration.id}
          />
        )}
      </section>
      <section className="card stack">
        <h2>What goes where</h2>
        <SyncFields connector={connector} values={shown} onChange={change} />
      </section>
      <section className="card stack">
        <h2>New and deleted records</h2>
        <MeetingField values={shown} onChange={change} />
        <DeletionFields values={shown} onChange={change} />
      </section>
      <section className="card stack">
        <h2>Pauses and outages</h2>
        <RestFields values={shown} onChange={change} />
      </section>
      {settings.others !== undefined && (
        <Meanwhile others={settings.others} mine={shown} connector={connector} />
      )}
      <Unsaved isChanged={settings.changed.length > 0} />
      <Refusal error={settings.error} />
      <SaveBar changed={settings.changed} isPending={settings.isPending} onDrop={settings.drop} />
    </Form>
  );
}
