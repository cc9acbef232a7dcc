import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { TextField } from '../../../components/text-field.tsx';
import type { Secrets } from '../draft.ts';

type Way = ConnectorView['signIns'][number];

export interface SignInFieldsProps {
  readonly way: Way;
  readonly values: Secrets;
  readonly onChange: (name: string, value: string, isSecret: boolean) => void;
  /** Where the sign-in is renewed, what is left empty stays as it was. */
  readonly keepsRest?: boolean;
}

/** The boxes of one way to sign in, each with where its value is found. */
export const SignInFields = ({ way, values, onChange, keepsRest = false }: SignInFieldsProps) => (
  <>
    {way.fields.map(({ name, label, help, secret, optional }) => (
      <TextField
        key={name}
        label={optional || keepsRest ? `${label} (if you like)` : label}
        name={`credentials.${name}`}
        value={values[name] ?? ''}
        onChange={(value) => onChange(name, value, secret)}
        help={keepsRest ? `${pathway(help)} Left empty, it stays as it was.` : pathway(help)}
        {...(name === 'privateKey' ? { lines: 5 } : { type: secret ? 'password' : 'text' })}
        autoComplete="off"
      />
    ))}
  </>
);

/** Steps through a menu, with an arrow that our font has. */
const pathway = (help: string): string => help.replaceAll('→', '›');
