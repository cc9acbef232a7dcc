import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { type QuotaPlan, quotaPlan } from '../../../../../shared/domain/quota-plan.ts';
import { clashWord, dataWord, directionWord, rhythmWord } from '../../../lib/glossary.ts';
import { grantWord, meetingWord, signInWord } from '../../../lib/setup-words.ts';
import { capital, listWords } from '../../../lib/words.ts';
import { type Draft, wayOf } from '../draft.ts';
import { idsOf } from '../live-options.ts';
import type { Step } from '../step-names.ts';
import type { TestStep } from '../test-results.tsx';

/** Where a failed step of the test is mended. */
export const mendStep = (step: TestStep['step']): 'basics' | 'sign-in' | 'sync' =>
  step === 'reachable' ? 'basics' : step === 'signed-in' ? 'sign-in' : 'sync';

/** Whether the rhythm fits into what the system allows on the chosen plan, before anything is known of the records. */
export function quotaOf(connector: ConnectorView, { settings, syncFrequency, dataTypes }: Draft): QuotaPlan {
  const plan = connector.plans.find(({ id }) => id === settings.plan);
  const expected = { streams: Math.max(1, dataTypes.length), pages: 0, records: 0 };
  return quotaPlan(plan?.budgets ?? connector.budgets, syncFrequency, expected);
}

/** What was entered, in the order of the steps, and where each is changed. */
export function summaryOf(
  connector: ConnectorView,
  draft: Draft,
  labelOf: (id: string) => string,
): readonly { readonly term: string; readonly text: string; readonly step: Step }[] {
  const way = wayOf(connector, draft);
  const chosen = connector.settings.flatMap(({ name, label }) => {
    const ids = idsOf(draft.settings[name]);
    return ids.length === 0
      ? []
      : [{ term: label, text: listWords(ids.map(labelOf)), step: 'sync' as const }];
  });
  return [
    { term: 'Name', text: draft.name, step: 'basics' },
    ...(draft.description.trim() === ''
      ? []
      : [{ term: 'What it is for', text: draft.description, step: 'basics' as const }]),
    { term: 'How often', text: rhythmWord[draft.syncFrequency], step: 'basics' },
    ...(draft.baseUrl === connector.defaultBaseUrl
      ? []
      : [{ term: 'Address', text: draft.baseUrl, step: 'basics' as const }]),
    {
      term: 'Sign-in',
      text:
        way === undefined
          ? ''
          : (way.grant === undefined ? signInWord[way.authType] : grantWord[way.grant]).text,
      step: 'sign-in',
    },
    ...chosen,
    {
      term: 'Kinds of data',
      text: capital(listWords(draft.dataTypes.map((kind) => dataWord[kind]))),
      step: 'sync',
    },
    { term: 'Which way', text: directionWord(draft.syncDirection, connector.name), step: 'sync' },
    {
      term: 'When both sides change the same',
      text: clashWord[draft.conflictStrategy],
      step: 'sync',
    },
    { term: 'The first time', text: meetingWord[draft.matchMode].text, step: 'sync' },
  ];
}
