import { useRef } from 'react';
import { DropZone, isTextDropItem, Text } from 'react-aria-components';
import { Choose } from '../../components/choose.tsx';
import { useMoveFocus } from '../../lib/use-move-focus.ts';
import { fieldDrag } from './drag.ts';
import type { OurFieldsProps } from './our-fields-props.ts';
import type { OurField } from './requests/field-mappings.ts';
import { RuleRow } from './rule/rule-row.tsx';
import { matched, rulesOf } from './rules.ts';
import { kindWord } from './transforms.ts';

/** Our fields, each with the rules that fill it: a place to drop on, and a list to pick from. */
export const OurFields = (props: OurFieldsProps) => (
  <section className="ours" aria-labelledby="our-fields">
    <h3 id="our-fields">In BritePool</h3>
    <ul className="our-list">
      {props.fields.map((field) => (
        <li key={field.name}>
          <OneField {...props} field={field} />
        </li>
      ))}
    </ul>
  </section>
);

function OneField({ field, ...props }: OurFieldsProps & { readonly field: OurField }) {
  const { editor, theirs, place, other } = props;
  const rules = rulesOf(editor.rules, field.name);
  const box = useRef<HTMLDivElement>(null);
  const moveFocus = useMoveFocus(box, 'select');
  const match = (path: string) => {
    const their = theirs.find((each) => each.path === path);
    if (their !== undefined) editor.change(matched(place.resourceType, editor.rules, field, their));
  };
  return (
    <DropZone
      className="our"
      getDropOperation={(types) => (types.has(fieldDrag) ? 'copy' : 'cancel')}
      onDrop={({ items }) => {
        const item = items.find(isTextDropItem);
        void item?.getText(fieldDrag).then(match);
      }}
    >
      <div className="our-name">
        <Text slot="label">{field.label}</Text>
        <span className="help">
          {kindWord(field)}
          {field.required && ' · needed'}
          {field.privileged && ' · gives rights'}
        </span>
      </div>
      <div className="our-rules" ref={box}>
        {rules.length === 0 ? (
          <Choose
            label={`Field of ${other} for ${field.label}`}
            any="Not matched"
            options={theirs.map(({ path, label }) => [path, label] as const)}
            value={undefined}
            onChange={(path) => {
              if (path === undefined) return;
              match(path);
              moveFocus();
            }}
          />
        ) : (
          rules.map((rule) => (
            <RuleRow key={rule.at} {...props} field={field} rule={rule} onRemoved={moveFocus} />
          ))
        )}
      </div>
    </DropZone>
  );
}
