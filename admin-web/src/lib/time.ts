const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dateText = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const clockText = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const preciseText = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });

/** `at` (ISO 8601) as a distance to `now` (epoch ms): "4 min ago", "2 h ago", "3 days ago", later a date. */
export function relativeTime(at: string, now: number): string {
  const distance = now - Date.parse(at);
  if (distance < minute) return distance < 10_000 ? 'just now' : 'less than a minute ago';
  if (distance < hour) return `${Math.floor(distance / minute)} min ago`;
  if (distance < day) return `${Math.floor(distance / hour)} h ago`;
  const days = Math.floor(distance / day);
  if (days < 14) return days === 1 ? 'a day ago' : `${days} days ago`;
  return `on ${dateText.format(new Date(at))}`;
}

/** `at` (ISO 8601) as it is told ahead: "in 4 min", "at 15:00", "tomorrow at 02:00", later with its date; "any moment" once it is due. */
export function comingTime(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  if (distance < minute) return 'any moment';
  if (distance < hour) return `in ${Math.floor(distance / minute)} min`;
  const clock = clockText.format(new Date(at));
  const name = dateText.format(new Date(at));
  if (name === dateText.format(new Date(now))) return `at ${clock}`;
  return name === dateText.format(new Date(now + day)) ? `tomorrow at ${clock}` : `on ${name} at ${clock}`;
}

/** Date and time to the second, in the reader's time zone. */
export const exactTime = (at: string): string => preciseText.format(new Date(at));
export const clockTime = (at: string | number): string => clockText.format(new Date(at));

const dayTimeText = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
});
const shortDayText = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
/** "25 Nov, 14:00" */
export const dayTime = (at: string): string => dayTimeText.format(new Date(at));
/** "25 Nov" */
export const shortDay = (at: string): string => shortDayText.format(new Date(at));

/** The day of `at` as a heading: "Today", "Yesterday", then the date. */
export function dayName(at: string, now: number): string {
  const name = dateText.format(new Date(at));
  if (name === dateText.format(new Date(now))) return 'Today';
  return name === dateText.format(new Date(now - day)) ? 'Yesterday' : name;
}

/** A duration in ms for reading: "0.4 s", "12 s", "3 min". */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 2 * minute) return `${Math.round(ms / 1000)} s`;
  return ms < 2 * hour ? `${Math.round(ms / minute)} min` : `${Math.round(ms / hour)} h`;
}
