import { Disclosure } from '../../../components/disclosure.tsx';
import { Form } from '../../../components/form.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { isDescribed } from '../draft.ts';
import { RhythmFields } from '../fields/rhythm-fields.tsx';
import { GuideButton } from '../guide/guide-button.tsx';
import { StepActs } from './step-acts.tsx';
import type { StepProps } from './step-props.ts';

/** What it is called here, where it is, and how often it is looked at. */
export function BasicsStep({ connector, draft, errors, onChange, onNext }: StepProps) {
  const address = (
    <TextField
      label="Address of the system"
      name="baseUrl"
      value={draft.baseUrl}
      onChange={(baseUrl) => onChange({ baseUrl })}
      inputMode="url"
      help={
        connector.defaultBaseUrl === null
          ? 'As its documentation calls the base URL, beginning with https://'
          : `Leave it as it is unless ${connector.name} told you another one.`
      }
    />
  );
  return (
    <div className="setup-form">
      <Form label="Name and rhythm" errors={errors} onSubmit={onNext}>
        <TextField
          label="Name"
          name="name"
          value={draft.name}
          onChange={(name) => onChange({ name })}
          help="What your team calls it, for example “Asana of the garden team”."
        />
        <TextField
          label="What it is for (if you like)"
          name="description"
          value={draft.description}
          onChange={(description) => onChange({ description })}
          lines={2}
        />
        <RhythmFields values={draft} onChange={onChange} />
        {connector.defaultBaseUrl === null || errors.baseUrl !== undefined ? (
          address
        ) : (
          <Disclosure title="Another address">{address}</Disclosure>
        )}
        {isDescribed(connector) && (
          <>
            <TextField
              label="How its records are read"
              name="settings"
              value={draft.described}
              onChange={(described) => onChange({ described })}
              lines={12}
              placeholder={example}
              help="A description in JSON, best written by somebody who knows that system: which lists it has and which of its fields is which of ours."
            />
            <GuideButton type={connector.type} name={connector.name} />
          </>
        )}
        <StepActs step="basics" />
      </Form>
    </div>
  );
}

const example = `{
  "streams": {
    "tasks": {
      "list": "/tasks",
      "item": "/tasks/{id}",
      "itemsPointer": "items",
      "fields": [
        { "externalField": "name", "internalField": "title", "required": true }
      ]
    }
  }
}`;
