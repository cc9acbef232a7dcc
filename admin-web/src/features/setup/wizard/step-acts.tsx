import { Link } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import type { Step } from '../step-names.ts';
import { before } from '../steps.ts';

/** Back and on, at the foot of a step. */
export const StepActs = ({
  step,
  next = 'Next',
  isPending = false,
}: {
  readonly step: Step;
  readonly next?: string;
  readonly isPending?: boolean;
}) => (
  <div className="row between">
    <Link className="button" to="/integrations/new" search={{ step: before(step) }}>
      <ArrowLeft size={16} aria-hidden />
      Back
    </Link>
    <Button look="main" type="submit" isPending={isPending}>
      {next}
      <ArrowRight size={16} aria-hidden />
    </Button>
  </div>
);
