import type * as api from '@slack/web-api';

/** Every method of the Web API that Backline calls: what it takes and what it answers, in the words of `@slack/web-api`. */
export interface Methods {
  'auth.test': Call<api.AuthTestArguments, api.AuthTestResponse>;
  'chat.delete': Call<api.ChatDeleteArguments, api.ChatDeleteResponse>;
  'chat.postEphemeral': Call<api.ChatPostEphemeralArguments, api.ChatPostEphemeralResponse>;
  'chat.postMessage': Call<api.ChatPostMessageArguments, api.ChatPostMessageResponse>;
  'chat.update': Call<api.ChatUpdateArguments, api.ChatUpdateResponse>;
  'conversations.history': Call<api.ConversationsHistoryArguments, api.ConversationsHistoryResponse>;
  'conversations.info': Call<api.ConversationsInfoArguments & { include_num_members?: boolean }, api.ConversationsInfoResponse>;
  'conversations.join': Call<api.ConversationsJoinArguments, api.ConversationsJoinResponse>;
  'conversations.list': Call<api.ConversationsListArguments, api.ConversationsListResponse>;
  'conversations.members': Call<api.ConversationsMembersArguments, api.ConversationsMembersResponse>;
  'conversations.open': Call<api.ConversationsOpenArguments, api.ConversationsOpenResponse>;
  'conversations.replies': Call<api.ConversationsRepliesArguments, api.ConversationsRepliesResponse>;
  'conversations.setTopic': Call<api.ConversationsSetTopicArguments, api.ConversationsSetTopicResponse>;
  'dnd.info': Call<api.DndInfoArguments, api.DndInfoResponse>;
  'files.completeUploadExternal': Call<api.FilesCompleteUploadExternalArguments, api.FilesCompleteUploadExternalResponse>;
  'files.getUploadURLExternal': Call<api.FilesGetUploadURLExternalArguments, api.FilesGetUploadURLExternalResponse>;
  'reactions.add': Call<api.ReactionsAddArguments, api.ReactionsAddResponse>;
  'reactions.remove': Call<api.ReactionsRemoveArguments, api.ReactionsRemoveResponse>;
  'team.info': Call<api.TeamInfoArguments, api.TeamInfoResponse>;
  'usergroups.list': Call<api.UsergroupsListArguments, api.UsergroupsListResponse>;
  'usergroups.users.list': Call<api.UsergroupsUsersListArguments, api.UsergroupsUsersListResponse>;
  'usergroups.users.update': Call<api.UsergroupsUsersUpdateArguments, api.UsergroupsUsersUpdateResponse>;
  'users.info': Call<api.UsersInfoArguments, api.UsersInfoResponse>;
  'users.list': Call<api.UsersListArguments, api.UsersListResponse>;
  'users.lookupByEmail': Call<api.UsersLookupByEmailArguments, api.UsersLookupByEmailResponse>;
  'views.open': Call<api.ViewsOpenArguments, api.ViewsOpenResponse>;
  'views.publish': Call<api.ViewsPublishArguments, api.ViewsPublishResponse>;
  'views.push': Call<api.ViewsPushArguments, api.ViewsPushResponse>;
  'views.update': Call<api.ViewsUpdateArguments, api.ViewsUpdateResponse>;
}

/** Slack may answer more than the types know. */
interface Call<Args, Response> {
  args: Args;
  answer: Response & Record<string, unknown>;
}

export type Method = keyof Methods;
export type Args<M extends Method> = Methods[M]['args'];
export type Answer<M extends Method> = Methods[M]['answer'];

/** The same list at run time, for whoever compares it with the manifest's scopes. */
const called: Record<Method, true> = {
  'auth.test': true,
  'chat.delete': true,
  'chat.postEphemeral': true,
  'chat.postMessage': true,
  'chat.update': true,
  'conversations.history': true,
  'conversations.info': true,
  'conversations.join': true,
  'conversations.list': true,
  'conversations.members': true,
  'conversations.open': true,
  'conversations.replies': true,
  'conversations.setTopic': true,
  'dnd.info': true,
  'files.completeUploadExternal': true,
  'files.getUploadURLExternal': true,
  'reactions.add': true,
  'reactions.remove': true,
  'team.info': true,
  'usergroups.list': true,
  'usergroups.users.list': true,
  'usergroups.users.update': true,
  'users.info': true,
  'users.list': true,
  'users.lookupByEmail': true,
  'views.open': true,
  'views.publish': true,
  'views.push': true,
  'views.update': true,
};

export const calledMethods = Object.keys(called) as Method[];
