import { Link } from '@tanstack/react-router';
import {
  Hourglass,
  type LucideIcon,
  MoonStar,
  PackageX,
  RadioTower,
  Scale,
  Trash2,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import type { Mend, Need } from './a-need.ts';
import { MendAct } from './mend-act.tsx';

const icons: { readonly [icon in Need['icon']]: LucideIcon } = {
  'sign-in': Unplug,
  outage: Hourglass,
  trouble: TriangleAlert,
  news: RadioTower,
  deletion: Trash2,
  decision: Scale,
  aside: PackageX,
  rest: MoonStar,
};

/** What is the matter, what it means, and the one button that mends it. */
export function NeedNote({ need }: { readonly need: Need }) {
  const Icon = icons[need.icon];
  return (
    <div className={`note ${need.tone}`}>
      <Icon aria-hidden />
      <div className="grow">
        <strong>{need.title}</strong>
        <p>{need.text}</p>
      </div>
      <Way mend={need.mend} title={need.title} />
    </div>
  );
}

function Way({ mend, title }: { readonly mend: Mend; readonly title: string }) {
  if (mend.kind === 'activate' || mend.kind === 'end-maintenance') return <MendAct mend={mend} />;
  const common = { className: 'button', 'aria-label': `${mend.label}: ${title}` } as const;
  if (mend.kind === 'page')
    return (
      <Link {...common} to={mend.to}>
        {mend.label}
      </Link>
    );
  const params = { id: mend.id };
  if (mend.part === 'failures')
    return (
      <Link {...common} to="/integrations/$id/log" params={params} search={{ result: 'FAILED' }}>
        {mend.label}
      </Link>
    );
  return (
    <Link {...common} to={parts[mend.part]} params={params}>
      {mend.label}
    </Link>
  );
}

const parts = {
  overview: '/integrations/$id',
  connection: '/integrations/$id/connection',
  settings: '/integrations/$id/settings',
  matches: '/integrations/$id/matches',
} as const;
