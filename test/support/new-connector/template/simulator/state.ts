import { work } from '../../../../../shared/connector-kit/simulator/community.ts';

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly done: boolean;
  readonly due: string | null;
  readonly updated_at: string;
}

export const token = 'sample-cloud-practice-token';
export const workspace = { id: 'w-1', name: 'Neighbourhood' };

/** Everything the simulated Sample Cloud remembers. */
export class SampleCloudState {
  readonly tasks = new Map<string, Task>();
  readonly now: () => Date;
  /** Hears of every change, whoever made it. */
  onChange: (id: string, kind: 'changed' | 'deleted') => void = () => undefined;
  #next = 1;

  constructor({ tasks, now }: { readonly tasks: number; readonly now: () => Date }) {
    this.now = now;
    work(tasks).forEach(({ title, done, due }, at) => {
      const updated_at = new Date(now().getTime() - (tasks - at) * 60_000).toISOString();
      const id = this.id();
      this.tasks.set(id, { id, title, done, due, updated_at });
    });
  }

  id(): string {
    return String(this.#next++);
  }

  put(changed: Omit<Task, 'updated_at'>): Task {
    const stamped = { ...changed, updated_at: this.now().toISOString() };
    this.tasks.set(stamped.id, stamped);
    this.onChange(stamped.id, 'changed');
    return stamped;
  }

  remove(id: string): boolean {
    const existed = this.tasks.delete(id);
    if (existed) this.onChange(id, 'deleted');
    return existed;
  }
}
