/** The part of the ClickUp client that is driven here; it comes without types. */
declare module 'clickup.js' {
  type Id = string | number;
  interface ClickUp {
    readonly authorization: { user(): Promise<unknown>; teams(): Promise<unknown> };
    readonly space: { folders(id: Id): Promise<unknown>; folderlessLists(id: Id): Promise<unknown> };
    readonly list: {
      get(id: Id): Promise<unknown>;
      tasks(id: Id, query?: object): Promise<unknown>;
      customFields(id: Id): Promise<unknown>;
      createTask(id: Id, task: object): Promise<unknown>;
    };
    readonly task: {
      get(id: Id, query?: object): Promise<unknown>;
      update(id: Id, changes: object): Promise<unknown>;
      delete(id: Id): Promise<unknown>;
      addCustomFieldValue(id: Id, field: Id, value: object): Promise<unknown>;
      addTag(id: Id, name: string): Promise<unknown>;
    };
    readonly team: {
      addUserGroup(id: Id, group: object): Promise<unknown>;
      createWebhook(id: Id, hook: object): Promise<unknown>;
      webhooks(id: Id): Promise<unknown>;
      addTimeEntry(id: Id, entry: object): Promise<unknown>;
      timeEntries(id: Id, query?: object): Promise<unknown>;
      editTimeEntry(id: Id, entry: Id, changes: object): Promise<unknown>;
      removeTimeEntry(id: Id, entry: Id): Promise<unknown>;
    };
    readonly group: { get(query: object): Promise<unknown>; delete(id: Id): Promise<unknown> };
    readonly webhook: { delete(id: Id): Promise<unknown> };
  }
  export function createClickup(options: {
    readonly token: string;
    readonly request: { readonly prefixUrl: string };
  }): ClickUp;
}
