import { useState } from 'react';
import { TextField } from '../../../components/text-field.tsx';
import { type Draft, readDescription } from '../draft.ts';

type Settings = Draft['settings'];

/** The description of a system that has no form: taken over as soon as it can be read. */
export function Description({
  settings,
  onChange,
}: {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const isBroken = typed !== undefined && readDescription(typed) === undefined;
  return (
    <>
      <TextField
        label="How its records are read"
        name="settings"
        value={typed ?? JSON.stringify(settings, null, 2)}
        onChange={(text) => {
          setTyped(text);
          const read = readDescription(text);
          if (read !== undefined) onChange(read);
        }}
        lines={14}
        help="A description in JSON, best written by somebody who knows that system."
      />
      <p role="status" className={isBroken ? 'error' : 'hidden'}>
        {isBroken &&
          'This cannot be read yet: a bracket, comma or quotation mark is missing. It is not saved like this.'}
      </p>
    </>
  );
}
