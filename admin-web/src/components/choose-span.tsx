import { lazy, Suspense } from 'react';
import { type Span, spans } from '../lib/spans.ts';
import { Choose } from './choose.tsx';

const DayRange = lazy(() => import('./day-range.tsx'));

export interface ChooseSpanProps {
  readonly span: Span;
  readonly onChange: (change: Partial<Span>) => void;
}

/** When: one of the usual spans, or from one day to another. */
export const ChooseSpan = ({ span, onChange }: ChooseSpanProps) => (
  <>
    <Choose
      label="When"
      any="At any time"
      options={spans}
      value={span.since}
      onChange={(since) => onChange({ since, from: undefined, to: undefined })}
    />
    {span.since === 'days' && (
      <Suspense fallback={<p className="small soft">Loading the calendar …</p>}>
        <DayRange span={span} onChange={onChange} />
      </Suspense>
    )}
  </>
);
