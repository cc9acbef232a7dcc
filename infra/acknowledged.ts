/** A finding of cdk-nag that stays, and why. */
export interface Acknowledged {
  /** Rule of AwsSolutions, with the finding where it names one. https://github.com/cdklabs/cdk-nag/blob/main/RULES.md */
  readonly rule: RegExp;
  /** Constructs that it is found on, without the stage's name. */
  readonly where: RegExp;
  readonly because: string;
}

export const acknowledged: readonly Acknowledged[] = [
  {
    rule: /^AwsSolutions-APIG4$/,
    where: /--webhooks--integrations--/,
    because: 'Other systems cannot sign in here: the function verifies the signature over the bytes.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    where: /--oauth--callback/,
    because:
      'A browser comes back from another system without a token: the function checks state and cookie.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    where: /--api--cron--/,
    because: 'Schedulers outside AWS send a secret that the function compares.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    where: /--api--openapi\.json/,
    because: 'The description of the API is for everybody.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    where: /^Service\/Functions\//,
    because: 'X-Ray takes segments for no narrower resource, and Scheduler lists schedules for none.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    where: /^Service\/Rollouts\/Role\//,
    because: 'CodeDeploy reads the state of alarms; what it may change is named alias by alias.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:.*:secret:britepool\/[a-z0-9-]+\/integrations\/\*\/(webhook|credentials)-\?{6}\]$/,
    where: /^Service\/Functions\//,
    because:
      'Integrations come and go while the functions stay: the prefix is what is known of their secrets.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:.*:schedule\/britepool-[a-z0-9-]+-integrations\/\*\]$/,
    where: /^Service\/Functions\/(admin-api|watch-health)\//,
    because: 'Each integration has a schedule of its own: the group is what is known of them.',
  },
  {
    rule: /^AwsSolutions-SQS3$/,
    where: /^Service\/(UnpublishedEdits|Schedules\/DeadLetters)\//,
    because:
      'It is itself where the stream, or the Scheduler, leaves what could not be passed on; an alarm watches it.',
  },
  {
    rule: /^AwsSolutions-SMG4$/,
    where: /^Service\/CronSecret\//,
    because: 'A scheduler outside AWS holds the other copy: both are changed together, by hand.',
  },
  {
    rule: /^AwsSolutions-(S1|CFR3)$/,
    where: /^Site\//,
    because:
      'Access logs would keep the network addresses of people; the API logs route, status and time without them.',
  },
  {
    rule: /^AwsSolutions-CFR1$/,
    where: /^Site\/Site\//,
    because: 'Stewards and vendors may be anywhere.',
  },
  {
    rule: /^AwsSolutions-COG8$/,
    where: /^Service\/SignIn\/Users\//,
    because:
      'A few stewards sign in, each with a second factor: the plan with threat protection would add little.',
  },
  {
    rule: /^AwsSolutions-CFR2$/,
    where: /^Site\/Site\//,
    because: 'A stage that only developers use goes without a firewall: the setting `waf`.',
  },
  {
    rule: /^AwsSolutions-CFR4$/,
    where: /^Site\/Site\//,
    because:
      'Without a domain of its own a stage has the certificate of CloudFront; with one TLS 1.2 is the least.',
  },
];
