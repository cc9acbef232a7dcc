import { useState } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { fieldErrors } from '../../../lib/problems.ts';
import { counted } from '../../../lib/words.ts';
import { useConnectAgain } from '../requests/connect-again.ts';
import { useReplaceCredentials } from '../requests/replace-credentials.ts';

type Way = ConnectorView['signIns'][number];
type Errors = Readonly<Record<string, string>>;

/** A sign-in that replaces the one there is: typed, or allowed at the other system. */
export function useRenewal({ id, authType }: IntegrationView, { name }: ConnectorView, way: Way | undefined) {
  const replace = useReplaceCredentials(id);
  const again = useConnectAgain(id);
  const [values, setValues] = useState<Errors>({});
  const [errors, setErrors] = useState<Errors>({});
  const fields = way?.fields ?? [];
  const refused = (error: unknown) => {
    const found = fieldErrors(error);
    const first = `credentials.${fields.find(({ secret }) => secret)?.name ?? ''}`;
    setErrors(
      found['test.signed-in'] === undefined ? found : { ...found, [first]: `${name} does not accept it` },
    );
  };
  const submit = () => {
    const given = Object.entries(values).flatMap(([field, value]) =>
      value.trim() === '' || !fields.some((each) => each.name === field)
        ? []
        : [[field, value.trim()] as const],
    );
    const missing = fields.filter(
      (field) => authType !== 'OAUTH2' && !field.optional && !given.some(([each]) => each === field.name),
    );
    setErrors(
      Object.fromEntries(missing.map((field) => [`credentials.${field.name}`, `${field.label} is needed`])),
    );
    if (missing.length > 0) return;
    const sent = Object.fromEntries([...given, ...(way?.grant === undefined ? [] : [['grant', way.grant]])]);
    if (way?.inBrowser === true) again.mutate(sent, { onError: refused });
    else replace.mutate(sent, { onError: refused, onSuccess: () => setValues({}) });
  };
  return {
    values,
    errors,
    submit,
    type(field: string, value: string) {
      setErrors(({ [`credentials.${field}`]: _mended, ...others }) => others);
      setValues((now) => ({ ...now, [field]: value }));
    },
    isPending: replace.isPending || again.isPending || again.isSuccess,
    error: way?.inBrowser === true ? again.error : replace.error,
    said: replace.data === undefined ? undefined : saidOf(replace.data),
  };
}

const saidOf = ({ jobId, woken }: { readonly jobId: string | null; readonly woken: number }): string => {
  if (jobId === null) return 'Signed in. It is paused, so nothing runs until it is set going again.';
  const waited =
    woken === 0 ? '' : ` ${counted(woken, 'change')} that waited ${woken === 1 ? 'goes' : 'go'} on.`;
  return `Signed in. What was missed is caught up with now.${waited}`;
};
