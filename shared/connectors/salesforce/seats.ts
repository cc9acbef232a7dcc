import type { ExternalData } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { equal, type Kind } from './kinds.ts';
import type { Row } from './schema.ts';

/** Leads can be members of a campaign as well; they are nobody here. */
export const seats: Kind = {
  object: 'CampaignMember',
  upsert: true,
  where: ({ campaignType }) => ['ContactId != null', ...equal('Campaign.Type', campaignType)],
  needs: ['CampaignId', 'ContactId'],
  looksBefore: ({ CampaignId, ContactId }) => CampaignId !== undefined || ContactId !== undefined,
  body: (data, _settings, before) => (before === undefined ? data : withoutPlace(data, before)),
};

/** A seat stays with its campaign and its person; only what hangs on it can be changed. */
function withoutPlace({ CampaignId, ContactId, ...others }: ExternalData, before: Row): ExternalData {
  const moved =
    (CampaignId !== undefined && CampaignId !== before.CampaignId) ||
    (ContactId !== undefined && ContactId !== before.ContactId);
  if (!moved) return others;
  throw new FaultError({
    kind: 'rejected',
    message:
      'Salesforce moves no campaign member to another campaign or person: delete this one and make another.',
  });
}
