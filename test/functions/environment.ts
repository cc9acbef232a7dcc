/** The settings that the stack gives to functions; to be set before a handler is loaded. */
export function setEnvironment(): void {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    STAGE: 'test',
    LOG_LEVEL: 'ERROR',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    RECORDS_TABLE: 'records',
    SYNC_TABLE: 'sync',
    ACTIVITY_TABLE: 'activity',
    CHANGES_QUEUE_URL: 'http://127.0.0.1:1/1/changes.fifo',
    JOBS_QUEUE_URL: 'http://127.0.0.1:1/1/jobs.fifo',
    JOBS_QUEUE_ARN: 'arn:aws:sqs:eu-west-1:1:jobs.fifo',
    SECRET_PREFIX: 'britepool/test/integrations/',
    SCHEDULE_GROUP: 'integrations',
    SCHEDULE_ROLE_ARN: 'arn:aws:iam::1:role/scheduler',
    PUBLIC_BASE_URL: 'https://integrations.example.org',
    ALLOW_LOOPBACK: 'off',
    TIME_ZONE: 'UTC',
    LOG_DAYS: '90',
    CRON_SECRET_ID: 'britepool/test/cron-secret',
    SLACK_SECRET_ID: 'britepool/test/slack-channel',
    ALERT_MAIL: '{"to":[]}',
  });
}
