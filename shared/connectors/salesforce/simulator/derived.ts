import { Refusal } from './answers.ts';
import type { SalesforceState, Stored } from './state.ts';

/** What Salesforce makes of the values of a row by itself, and its rules about them; `given`: what was written just now. */
export function derived(state: SalesforceState, object: string, row: Stored, given: Stored): Stored {
  if (object === 'Contact') return { ...row, Name: nameOf(row) };
  if (object === 'Task') return { ...row, IsClosed: row.Status === 'Completed' };
  if (object === 'Event') return { ...row, ...timesOf(row, given) };
  if (object === 'CampaignMember') return seat(state, row);
  return row;
}

const nameOf = (row: Stored): string =>
  [row.FirstName, row.MiddleName, row.LastName, row.Suffix].filter((part) => part != null).join(' ');

function seat(state: SalesforceState, row: Stored): Stored {
  if (row.ContactId == null && row.LeadId == null)
    throw new Refusal(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [ContactId]', [
      'ContactId',
    ]);
  if (!state.of('Campaign').has(String(row.CampaignId)))
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['CampaignId']);
  return row;
}

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_event.htm */
function timesOf(row: Stored, given: Stored): Stored {
  const { StartDateTime: from, IsAllDayEvent: allDay } = row;
  if (typeof from !== 'string')
    throw new Refusal(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [StartDateTime]', [
      'StartDateTime',
    ]);
  if (allDay === true && !from.endsWith('T00:00:00.000Z'))
    throw new Refusal(400, 'FIELD_INTEGRITY_EXCEPTION', 'All-day events begin at midnight UTC.', [
      'StartDateTime',
    ]);
  const to = endOf(row, given, from);
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  if (minutes < 0 || minutes > 14 * 1440)
    throw new Refusal(400, 'FIELD_INTEGRITY_EXCEPTION', 'An event ends after it starts, within 14 days.', [
      'EndDateTime',
    ]);
  const length = allDay === true ? minutes + 1440 : minutes;
  return { EndDateTime: to, DurationInMinutes: length, ActivityDate: from.slice(0, 10) };
}

function endOf(row: Stored, given: Stored, from: string): string {
  const minutes = given.DurationInMinutes;
  if (given.EndDateTime == null && typeof minutes === 'number')
    return new Date(Date.parse(from) + minutes * 60_000).toISOString();
  if (typeof row.EndDateTime === 'string') return row.EndDateTime;
  throw new Refusal(
    400,
    'REQUIRED_FIELD_MISSING',
    'Required fields are missing: [DurationInMinutes, EndDateTime]',
    ['DurationInMinutes', 'EndDateTime'],
  );
}
