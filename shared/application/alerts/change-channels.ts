import type { AlertSettings } from '../../domain/alert-rules.ts';
import type { Refusal } from '../refusal.ts';
import { changeSettings, type SettingsDeps } from './change-settings.ts';
import type { SlackSecret } from './ports.ts';

export interface ChannelsWish {
  /** An empty list goes back to the stage's admins. */
  readonly emails?: readonly string[] | undefined;
  /** Null forgets it. */
  readonly slackUrl?: string | null | undefined;
}

/** Who is told, and where. The address of the Slack channel is a secret: it is kept, and never shown again. */
export async function changeChannels(
  deps: SettingsDeps & { readonly slackSecret: SlackSecret },
  { emails, slackUrl }: ChannelsWish,
  actor: string,
  expected?: number,
): Promise<{ readonly settings: AlertSettings } | Refusal> {
  const changed = await changeSettings(
    deps,
    { actor, action: 'channels.changed', subject: 'channels', expected },
    (known) => {
      const { emails: mailed, slackSetAt, ...rest } = known;
      const wanted = emails ?? mailed;
      const setAt = slackUrl === undefined ? slackSetAt : slackUrl === null ? undefined : deps.clock.now();
      return {
        next: {
          ...rest,
          ...(wanted === undefined || wanted.length === 0 ? {} : { emails: wanted }),
          ...(setAt === undefined ? {} : { slackSetAt: setAt }),
        },
        before: { emails: [...(mailed ?? [])], slack: slackSetAt !== undefined },
        after: {
          emails: [...(wanted ?? [])],
          slack: setAt !== undefined,
          slackReplaced: slackUrl !== undefined,
        },
      };
    },
  );
  if (slackUrl !== undefined && 'settings' in changed) await deps.slackSecret.save(slackUrl ?? undefined);
  return changed;
}
