import type { ApprovalStatus, DeleteApproval } from '../../domain/delete-brake.ts';
import type { Integration } from '../../domain/integration.ts';
import { listByIntegration } from '../list-by-integration.ts';
import type {
  DeleteApprovals,
  IntegrationStore,
  Listing,
  PageRequest,
  PairStore,
  RecordStore,
} from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { agreedTitles, recordTitles, titleKey } from './record-titles.ts';

export interface ApprovalReaders {
  readonly approvals: Pick<DeleteApprovals, 'get' | 'list'>;
  readonly integrations: Pick<IntegrationStore, 'get' | 'list'>;
  readonly records: Pick<RecordStore, 'getMany'>;
  readonly pairs: Pick<PairStore, 'byExternalIds'>;
}

/** An approval with what people call its integration and its records; `titles` in the order of the samples. */
export interface NamedApproval {
  readonly approval: DeleteApproval;
  readonly integrationName: string;
  readonly titles: readonly (string | undefined)[];
}

export interface ApprovalSearch {
  readonly integrationId?: string;
  readonly status?: ApprovalStatus;
}

/** Approvals integration by integration, each newest first: what belongs to one decision stands together. */
export async function listApprovals(
  readers: ApprovalReaders,
  { integrationId, status }: ApprovalSearch,
  page: PageRequest,
): Promise<Listing<NamedApproval>> {
  const all = await readers.integrations.list({});
  const wanted = all.filter(({ id }) => integrationId === undefined || id === integrationId);
  const filter = status === undefined ? {} : { status };
  const found = await listByIntegration(
    wanted.map(({ id }) => id),
    (id, part) => readers.approvals.list(id, filter, part),
    page,
  );
  return { ...found, items: await withNames(readers, found.items, wanted) };
}

/** One approval, named. */
export async function getApproval(
  readers: ApprovalReaders,
  id: string,
): Promise<{ readonly found: NamedApproval } | Refusal> {
  const approval = await readers.approvals.get(id);
  const integration =
    approval === undefined ? undefined : await readers.integrations.get(approval.integrationId);
  const [found] =
    approval === undefined || integration === undefined
      ? []
      : await withNames(readers, [approval], [integration]);
  return found === undefined ? { refused: 'not-found', message: `There is no approval "${id}".` } : { found };
}

async function withNames(
  readers: ApprovalReaders,
  approvals: readonly DeleteApproval[],
  integrations: readonly Integration[],
): Promise<readonly NamedApproval[]> {
  const names = new Map(integrations.map(({ id, name }) => [id, name]));
  const samples = approvals.flatMap((approval) =>
    approval.samples.map((sample) => ({ ...sample, integrationId: approval.integrationId })),
  );
  const known = await recordTitles(readers.records, samples);
  const gone = samples.filter((sample) => !known.has(titleKey(sample)));
  const titles = new Map([...(await agreedTitles(readers.pairs, gone)), ...known]);
  return approvals.map((approval) => ({
    approval,
    integrationName: names.get(approval.integrationId) ?? '',
    titles: approval.samples.map((sample) => titles.get(titleKey(sample))),
  }));
}
