import type { AlertSettings } from '../../domain/alert-rules.ts';
import type { Refusal } from '../refusal.ts';
import { changedMeanwhile, changeSettings, type SettingsDeps } from './change-settings.ts';
import type { SlackSecret } from './ports.ts';

export interface ChannelsWish {
  /** An empty list goes back to the stage's admins. */
  readonly emails?: readonly string[] | undefined;
  /** Null forgets it. */
  readonly slackUrl?: string | null | undefined;
  readonly weeklyDigest?: boolean | undefined;
}

/** Who is told, and where. The address of the Slack channel is a secret: it is kept, and never shown again. */
export async function changeChannels(
  deps: SettingsDeps & { readonly slackSecret: SlackSecret },
  wish: ChannelsWish,
  actor: string,
  expected?: number,
): Promise<{ readonly settings: AlertSettings } | Refusal> {
  const { slackUrl } = wish;
  const seen = (await deps.alertSettings.get())?.version ?? 0;
  if (expected !== undefined && expected !== seen) return changedMeanwhile;
  // Kept before the settings say that it is set, and forgotten after they say that it is not.
  if (typeof slackUrl === 'string') await deps.slackSecret.save(slackUrl);
  const changed = await changeSettings(
    deps,
    { actor, action: 'channels.changed', subject: 'channels', expected },
    (known) => {
      const { emails: mailed, slackSetAt, weeklyDigest, ...rest } = known;
      const wanted = wish.emails ?? mailed;
      const setAt = slackUrl === undefined ? slackSetAt : slackUrl === null ? undefined : deps.clock.now();
      const digest = wish.weeklyDigest ?? weeklyDigest;
      return {
        next: {
          ...rest,
          ...(wanted === undefined || wanted.length === 0 ? {} : { emails: wanted }),
          ...(setAt === undefined ? {} : { slackSetAt: setAt }),
          ...(digest === undefined ? {} : { weeklyDigest: digest }),
        },
        before: {
          ...{ emails: [...(mailed ?? [])], slack: slackSetAt !== undefined },
          weeklyDigest: weeklyDigest ?? true,
        },
        after: {
          ...{ emails: [...(wanted ?? [])], slack: setAt !== undefined },
          ...{ slackReplaced: slackUrl !== undefined, weeklyDigest: digest ?? true },
        },
      };
    },
  );
  if (slackUrl === null && 'settings' in changed) await deps.slackSecret.save(undefined);
  return changed;
}
