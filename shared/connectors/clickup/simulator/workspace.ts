/** The practice Workspace: a Space with a Folder of two Lists and a List of its own. */
export const workspaceId = '9001000001';
export const spaceId = '90100000001';
export const folderId = '90200000001';
export const zone = 'Europe/Berlin';

const statuses = [
  { status: 'to do', type: 'open', orderindex: 0, color: '#87909e' },
  { status: 'in progress', type: 'custom', orderindex: 1, color: '#5f55ee' },
  { status: 'checked', type: 'done', orderindex: 2, color: '#e16b16' },
  { status: 'complete', type: 'closed', orderindex: 3, color: '#008844' },
];
export const lists = [
  { id: '901200000001', name: 'Community work', folder: folderId, statuses },
  { id: '901200000002', name: 'Events', folder: folderId, statuses },
  {
    id: '901200000003',
    name: 'Ideas',
    folder: null,
    statuses: statuses.filter(({ type }) => type !== 'custom'),
  },
];
export const [tasksList, eventsList, ideasList] = ['901200000001', '901200000002', '901200000003'] as const;

export const keyFieldId = '0b1d3c52-6f0e-4a53-9b61-0c8f2a7e1d01';
const option = (id: string, name: string, orderindex: number) => ({ id, name, orderindex, color: null });
/** On every List: a key of ours, a choice, an amount, a day, a tick, and one that a formula fills. */
export const customFields = [
  { id: keyFieldId, name: 'BritePool key', type: 'short_text', type_config: {} },
  {
    id: '0b1d3c52-6f0e-4a53-9b61-0c8f2a7e1d02',
    name: 'Effort',
    type: 'drop_down',
    type_config: {
      options: [
        option('7c1f0a11-93c8-4b7e-8e55-1f7a52d4aa01', 'An hour', 0),
        option('7c1f0a11-93c8-4b7e-8e55-1f7a52d4aa02', 'A day', 1),
      ],
    },
  },
  { id: '0b1d3c52-6f0e-4a53-9b61-0c8f2a7e1d03', name: 'Cost', type: 'number', type_config: {} },
  { id: '0b1d3c52-6f0e-4a53-9b61-0c8f2a7e1d04', name: 'Delivery', type: 'date', type_config: {} },
  { id: '0b1d3c52-6f0e-4a53-9b61-0c8f2a7e1d05', name: 'Insured', type: 'checkbox', type_config: {} },
  { id: '0b1d3c52-6f0e-4a53-9b61-0c8f2a7e1d06', name: 'Age', type: 'formula', type_config: {} },
] as const;
