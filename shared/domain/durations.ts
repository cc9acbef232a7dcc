const iso = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?$/;

/** Minutes of `PT1H30M`, or `undefined` for a text that is no duration of days, hours, minutes and seconds. */
export function minutesOfIso(text: string): number | undefined {
  const parts = iso.exec(text);
  if (parts === null || text === 'P' || text.endsWith('T')) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return hundredths((days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60);
}

/** `PT1H30M` of 90 minutes; parts that are nothing are left out. */
export function isoOfMinutes(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = [h > 0 ? `${h}H` : '', m > 0 ? `${m}M` : '', s > 0 ? `${s}S` : ''].join('');
  return `PT${parts === '' ? '0S' : parts}`;
}

/** Two decimals: minutes of every whole second stay apart. */
export const hundredths = (amount: number): number => Math.round(amount * 100) / 100;
