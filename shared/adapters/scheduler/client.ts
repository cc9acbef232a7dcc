import { SchedulerClient } from '@aws-sdk/client-scheduler';

export const schedulerClient = (): SchedulerClient => new SchedulerClient({});
