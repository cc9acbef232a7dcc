import { useEffect, useState } from 'react';
import { type Draft, loadDraft, type Secrets, saveDraft } from '../draft.ts';
import type { DraftChange } from './step-props.ts';

/** What is entered: kept over reloads and sign-ins, except for the secrets, which live as long as this page does. */
export function useDraft(connectionId: string | undefined) {
  const [draft, setDraft] = useState<Draft | undefined>(() => {
    const kept = loadDraft(window.sessionStorage);
    return kept === undefined || connectionId === undefined ? kept : { ...kept, connectionId };
  });
  const [secrets, setSecrets] = useState<Secrets>({});
  useEffect(() => saveDraft(window.sessionStorage, draft), [draft]);
  return {
    draft,
    secrets,
    begin(fresh: Draft) {
      setDraft(fresh);
      setSecrets({});
    },
    change: (changes: DraftChange) =>
      setDraft((now) => (now === undefined ? now : withoutUndefined({ ...now, ...changes }))),
    setSecret: (name: string, value: string) => setSecrets((now) => ({ ...now, [name]: value })),
    /** It became an integration. */
    done() {
      setDraft(undefined);
      setSecrets({});
    },
  };
}

/** Only fields that may be missing are ever taken away. */
const withoutUndefined = (draft: Omit<Draft, keyof DraftChange> & DraftChange): Draft =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Draft;
