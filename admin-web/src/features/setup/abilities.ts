import type { ConnectorView } from '../../../../shared/contract/catalogue.ts';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { dataTypes, resourcesOf } from '../../../../shared/domain/resources.ts';
import { dataWord } from '../../lib/glossary.ts';
import { capital, listWords } from '../../lib/words.ts';

export type Kind = IntegrationView['dataTypes'][number];
/** Which way a kind of data can go: `both` ways, in with `edits` or `new` ones going out, or only `in`. */
export type Ability = 'both' | 'edits' | 'new' | 'in';
type Streams = Pick<ConnectorView, 'streams'>;

const streamsOf = ({ streams }: Streams, kind: Kind) =>
  streams.filter(({ resourceType }) => resourcesOf[kind].includes(resourceType));

/** The kinds of data that a system has, in the order of the form. */
export const kindsOf = (connector: Streams): readonly Kind[] =>
  dataTypes.filter((kind) => streamsOf(connector, kind).length > 0);

/** What can be done with a kind of data there; `undefined` where the system has none of it. */
export function abilityOf(connector: Streams, kind: Kind): Ability | undefined {
  const [stream] = streamsOf(connector, kind);
  if (stream === undefined) return undefined;
  const { create, update } = stream.can;
  if (create && update) return 'both';
  return update ? 'edits' : create ? 'new' : 'in';
}

/** The ability as a sentence, with what the system calls these records. */
export function abilityText(connector: Streams, kind: Kind): string {
  const labels = streamsOf(connector, kind).map(({ label }) => label);
  const told = {
    both: 'They go both ways.',
    edits: 'They come in; edits of those that are there go out.',
    new: 'They come in; new ones go out.',
    in: 'They only come in.',
  };
  const ability = abilityOf(connector, kind);
  return ability === undefined ? '' : `${listWords(labels)}. ${told[ability]}`;
}

/** What a system is good for, in one or two sentences: "Tasks and events both ways; members come in." */
export function offerOf(connector: Streams): string {
  const of = (abilities: readonly Ability[]) =>
    listWords(
      kindsOf(connector)
        .filter((kind) => abilities.some((each) => each === abilityOf(connector, kind)))
        .map((kind) => dataWord[kind]),
    );
  const both = of(['both']);
  const inward = of(['edits', 'new', 'in']);
  const parts = [
    ...(both === '' ? [] : [`${both} both ways`]),
    ...(inward === '' ? [] : [`${inward} come in`]),
  ];
  return `${capital(parts.join('; '))}.`;
}

/** How soon changes made there are seen. */
export const promptness = ({ webhooks, healingPollMinutes }: ConnectorView): string =>
  webhooks.supported
    ? 'It tells us of changes at once.'
    : `It is asked every ${healingPollMinutes} minutes what changed.`;

/** Systems that fit what somebody types: their name, or a kind of data. */
export function matching(connectors: readonly ConnectorView[], typed: string): readonly ConnectorView[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return connectors.filter((connector) => {
    const text = `${connector.name} ${offerOf(connector)} ${connector.streams.map(({ label }) => label).join(' ')}`;
    return words.every((word) => text.toLowerCase().includes(word));
  });
}
