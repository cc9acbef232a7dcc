import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { later, takeBack, useWaiting } from '../lib/later.ts';
import { troubleOf } from '../lib/problems.ts';
import { useToast } from './toasts.tsx';

/** A decision about one thing: what it is called, what was chosen, and how it is sent. */
export interface Act {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly send: () => Promise<unknown>;
  /** What to read anew afterwards. */
  readonly touches: readonly string[];
}

/** Decisions that are sent some seconds after they were taken, so that each can be taken back. */
export function useDecisions() {
  const client = useQueryClient();
  const toast = useToast();
  const waiting = useWaiting();
  const [sending, setSending] = useState<{ readonly [id: string]: string }>({});
  const [errors, setErrors] = useState<{ readonly [id: string]: unknown }>({});

  const send = async ({ id, title, text, touches, ...act }: Act) => {
    setSending((all) => ({ ...all, [id]: `${text} Sending …` }));
    try {
      await act.send();
    } catch (error) {
      setErrors((all) => ({ ...all, [id]: error }));
      const trouble = troubleOf(error);
      toast({ text: `“${title}” was not done. ${trouble.title}. ${trouble.advice}`, seconds: 12 });
    }
    await Promise.all(
      [...touches, 'integrations', 'status'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
    setSending(({ [id]: _sent, ...rest }) => rest);
  };

  return {
    /** What was decided for this one and is not carried out yet. */
    decided: (id: string): string | undefined => sending[id] ?? waiting.get(id),
    canUndo: (id: string): boolean => waiting.has(id),
    error: (id: string): unknown => errors[id],
    act(act: Act) {
      setErrors((all) => ({ ...all, [act.id]: undefined }));
      later(act.id, act.text, () => void send(act));
    },
    undo: takeBack,
  };
}
export type Decisions = ReturnType<typeof useDecisions>;
