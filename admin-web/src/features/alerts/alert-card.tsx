import { Link } from '@tanstack/react-router';
import { Moment } from '../../components/moment.tsx';
import { Tag } from '../../components/tag.tsx';
import { useNow } from '../../lib/use-now.ts';
import { AlertActs } from './alert-acts.tsx';
import { backText, notesOf, severityWord, timesText } from './alert-words.ts';
import type { AlertView } from './requests/alerts.ts';

/** One alert: what is the matter, what to do, how often and since when, and what can be said about it. */
export function AlertCard({ alert }: { readonly alert: AlertView }) {
  const { integrationId, integrationName, sentence, cure, severity, count, cameBack } = alert;
  const now = useNow();
  return (
    <li className="card stack alert">
      <div className="row between top">
        <h3>
          <Link to="/integrations/$id" params={{ id: integrationId }}>
            {integrationName}
          </Link>
        </h3>
        <div className="row">
          {cameBack !== undefined && <Tag word={{ text: backText(cameBack), tone: 'warn' }} />}
          <Tag word={alert.resolvedAt === undefined ? severityWord[severity] : over} />
        </div>
      </div>
      <div>
        <p>
          <strong>{sentence}</strong>
        </p>
        {alert.resolvedAt === undefined && <p>{cure}</p>}
      </div>
      <p className="row small soft">
        <span>{timesText(count)}</span>
        <Moment at={alert.openedAt} label="first" />
        {count > 1 && <Moment at={alert.lastRaisedAt} label="last" />}
        {alert.resolvedAt !== undefined && <Moment at={alert.resolvedAt} label="over" />}
      </p>
      {notesOf(alert, now).map((note) => (
        <p key={note} className="small">
          {note}
        </p>
      ))}
      {alert.resolvedAt === undefined && <AlertActs alert={alert} />}
    </li>
  );
}

const over = { text: 'Over', tone: 'good' } as const;
