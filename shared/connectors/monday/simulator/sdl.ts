/**
 * The part of monday.com’s schema that the simulator answers, written down anew from the published description of version
 * 2026-10. What is not in it is refused, as the vendor refuses what is not in theirs.
 */
export const sdl = /* GraphQL */ `
  scalar JSON
  scalar Date
  scalar ISO8601DateTime
  scalar CompareValue

  enum State { active all archived deleted }
  enum BoardAccessLevel { edit view }
  enum BoardObjectType { board custom_object document sub_items_board }
  enum ColumnType {
    auto_number checkbox country date dropdown email file formula last_updated link long_text mirror name
    numbers people phone rating status tags text time_tracking timeline
  }
  enum Kind { agent person team }
  enum UserStatus { ACTIVE INACTIVE PENDING }
  enum UsersSortField { CREATED_AT }
  enum UsersSortDirection { ASC DESC }
  enum VersionKind { current maintenance release_candidate }
  enum ItemsOrderByDirection { asc desc }
  enum WebhookEventType {
    change_column_value change_name change_specific_column_value change_status_column_value create_item
    item_archived item_deleted item_restored item_moved_to_any_group
  }

  input ItemsQueryOrderBy { column_id: String!, direction: ItemsOrderByDirection = asc }
  input ItemsQuery { ids: [ID!], order_by: [ItemsQueryOrderBy!] }
  input UsersSortInput { field: UsersSortField!, direction: UsersSortDirection! }
  input CreateTeamAttributesInput { name: String!, is_guest_team: Boolean, parent_team_id: ID, subscriber_ids: [ID!] }
  input CreateTeamOptionsInput { allow_empty_team: Boolean }

  type Account { id: ID!, name: String!, slug: String! }
  type Version { kind: VersionKind!, value: String!, display_name: String! }
  type Complexity { before: Int!, after: Int!, query: Int!, reset_in_x_seconds: Int! }
  type Workspace { id: ID, name: String! }
  type Group { id: ID!, title: String!, color: String!, archived: Boolean, deleted: Boolean }
  type Column { id: ID!, title: String!, type: ColumnType!, archived: Boolean!, settings: JSON }
  type User {
    id: ID!, name: String!, email: String!, title: String!, phone: String, mobile_phone: String, kind: String!
    status: UserStatus!, account: Account!, teams(ids: [ID!]): [Team], time_zone_identifier: String
  }
  type Team { id: ID!, name: String!, users(ids: [ID!], limit: Int, page: Int): [User] }
  type Tag { id: ID!, name: String!, color: String! }
  type PeopleEntity { id: ID!, kind: Kind }
  type DropdownValueOption { id: ID!, label: String! }

  interface ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON }
  type StatusValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, label: String, index: Int, is_done: Boolean }
  type DateValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, date: String, time: String }
  type TimelineValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, from: Date, to: Date }
  type PeopleValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, persons_and_teams: [PeopleEntity!] }
  type NumbersValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, number: Float }
  type DropdownValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, values: [DropdownValueOption!]! }
  type CheckboxValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, checked: Boolean }
  type TagsValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON, tags: [Tag!]!, tag_ids: [Int!]! }
  type LongTextValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON }
  type TextValue implements ColumnValue { id: ID!, type: ColumnType!, text: String, value: JSON }

  type Item {
    id: ID!, name: String!, state: State, url: String!, created_at: Date, updated_at: Date, creator_id: String!
    board: Board, group: Group, parent_item: Item
    column_values(ids: [String!], types: [ColumnType!]): [ColumnValue!]!
  }
  type ItemsResponse { cursor: String, items: [Item!]! }
  type ActivityLogType { id: String!, event: String!, entity: String!, data: String!, created_at: String!, user_id: String!, account_id: String! }
  type Board {
    id: ID!, name: String!, type: BoardObjectType, state: State!, access_level: BoardAccessLevel!
    workspace: Workspace, workspace_id: ID
    columns(ids: [String], types: [ColumnType!]): [Column]
    groups(ids: [String]): [Group]
    items_page(limit: Int! = 25, cursor: String, query_params: ItemsQuery): ItemsResponse!
    activity_logs(from: ISO8601DateTime, to: ISO8601DateTime, item_ids: [ID!], limit: Int = 25, page: Int = 1): [ActivityLogType]
  }
  type Webhook { id: ID!, board_id: ID!, event: WebhookEventType!, config: String }
  type ChangeTeamMembershipsResult { failed_users: [User!], successful_users: [User!] }

  type Query {
    me: User
    account: Account
    version: Version!
    complexity: Complexity
    boards(ids: [ID!], limit: Int = 25, page: Int = 1, state: State = active, workspace_ids: [ID]): [Board]
    items(ids: [ID!], limit: Int = 25, page: Int = 1, exclude_nonactive: Boolean, newest_first: Boolean): [Item]
    next_items_page(cursor: String!, limit: Int! = 25): ItemsResponse!
    users(ids: [ID!], status: [UserStatus!], emails: [String!], sort: [UsersSortInput!], limit: Int = 200, page: Int = 1): [User!]
    teams(ids: [ID!]): [Team]
    webhooks(board_id: ID!, app_webhooks_only: Boolean): [Webhook]
    workspaces(ids: [ID!], limit: Int = 25, page: Int = 1, state: State = active): [Workspace]
  }

  type Mutation {
    create_item(board_id: ID!, group_id: String, item_name: String!, column_values: JSON, create_labels_if_missing: Boolean): Item
    change_multiple_column_values(board_id: ID!, item_id: ID, column_values: JSON!, create_labels_if_missing: Boolean): Item
    change_column_value(board_id: ID!, item_id: ID, column_id: String!, value: JSON!, create_labels_if_missing: Boolean): Item
    change_simple_column_value(board_id: ID!, item_id: ID, column_id: String!, value: String, create_labels_if_missing: Boolean): Item
    move_item_to_group(item_id: ID, group_id: String!): Item
    archive_item(item_id: ID): Item
    delete_item(item_id: ID): Item
    create_webhook(board_id: ID!, url: String!, event: WebhookEventType!, config: JSON): Webhook
    delete_webhook(id: ID!): Webhook
    create_team(input: CreateTeamAttributesInput!, options: CreateTeamOptionsInput): Team
    delete_team(team_id: ID!): Team
    add_users_to_team(team_id: ID!, user_ids: [ID!]!): ChangeTeamMembershipsResult
    remove_users_from_team(team_id: ID!, user_ids: [ID!]!): ChangeTeamMembershipsResult
  }
`;
