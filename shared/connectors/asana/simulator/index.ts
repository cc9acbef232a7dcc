import { startSimulator } from '../../../connector-kit/simulator/simulator.ts';
import { tooMany } from './answers.ts';
import { control } from './by-hand.ts';
import { AsanaEvents } from './events.ts';
import { AsanaState } from './state.ts';
import { asanaApi } from './vendor.ts';
import { client, projectGid, token, workspaceGid } from './workspace.ts';

export interface AsanaSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
  /** Whether the plan has time tracking; it has, unless said. */
  readonly keepsTime?: boolean;
}

/** A small stateful Asana on loopback. */
export async function startAsanaSimulator(options: AsanaSimulatorOptions = {}) {
  const state = new AsanaState({ tasks: 300, members: 40, now: () => new Date(), ...options });
  const events = new AsanaEvents(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/api/1.0',
    vendor: asanaApi(state, events),
    control: (request) => control(state, events, request),
    tooMany,
    onClose: async () => {
      events.sender.close();
      state.save();
    },
  });
  return {
    ...simulator,
    credentials: { token },
    client,
    oauth: state.oauth,
    settings: { workspaceGid, projectGids: [projectGid] },
    taskIds: () => [...state.tasks.keys()],
    people: () => [...state.users.keys()],
    idle: () => events.sender.idle(),
  };
}
