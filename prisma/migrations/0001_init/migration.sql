-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "botUserId" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "appId" TEXT,
    "greetedAdmin" TEXT,
    "heardUntil" DATETIME,
    "restoredAt" DATETIME,
    "connectedAt" DATETIME NOT NULL,
    "lastEscalation" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "Person" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "picture" TEXT,
    "email" TEXT,
    "isBot" BOOLEAN NOT NULL DEFAULT false,
    "isDeleted" BOOLEAN NOT NULL DEFAULT false,
    "isGuest" BOOLEAN NOT NULL DEFAULT false,
    "isExternal" BOOLEAN NOT NULL DEFAULT false,
    "isAdmin" BOOLEAN NOT NULL DEFAULT false,
    "teamId" TEXT,
    "directChannel" TEXT,
    "refreshedAt" DATETIME NOT NULL,

    PRIMARY KEY ("workspaceId", "userId")
);

-- CreateTable
CREATE TABLE "Channel" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "isDirect" BOOLEAN NOT NULL DEFAULT false,
    "isExternal" BOOLEAN NOT NULL DEFAULT false,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,
    "isMember" BOOLEAN NOT NULL DEFAULT false,
    "memberCount" INTEGER NOT NULL DEFAULT 0,
    "refreshedAt" DATETIME NOT NULL,
    "membersAt" DATETIME,

    PRIMARY KEY ("workspaceId", "channelId")
);

-- CreateTable
CREATE TABLE "ChannelMember" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    PRIMARY KEY ("workspaceId", "channelId", "userId")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT,
    "monthlyRevenue" INTEGER,
    "links" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Squad" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "manager" TEXT,
    "restrictedChannelId" TEXT,
    "keywords" JSONB NOT NULL,
    "oneWayThreads" BOOLEAN NOT NULL DEFAULT false,
    "zone" TEXT,
    "weeklyDigest" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    "revision" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "SquadPerson" (
    "squadId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    PRIMARY KEY ("squadId", "role", "userId"),
    CONSTRAINT "SquadPerson_squadId_fkey" FOREIGN KEY ("squadId") REFERENCES "Squad" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PersonRight" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    "grantedBy" TEXT NOT NULL,
    "grantedAt" DATETIME NOT NULL,

    PRIMARY KEY ("workspaceId", "right", "userId")
);

-- CreateTable
CREATE TABLE "Setting" (
    "workspaceId" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "changedBy" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,

    PRIMARY KEY ("workspaceId", "section")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB
);

-- CreateTable
CREATE TABLE "Receipt" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("workspaceId", "key")
);

-- CreateTable
CREATE TABLE "InboxEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "eventAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" DATETIME,
    "leaseOwner" TEXT,
    "leaseUntil" DATETIME,
    "lastError" TEXT,
    "handledAt" DATETIME
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "lane" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 1,
    "threadKey" TEXT,
    "threadTs" TEXT,
    "onlyFor" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "dirty" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "notBefore" DATETIME,
    "retryAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leaseUntil" DATETIME,
    "inDoubt" BOOLEAN NOT NULL DEFAULT false,
    "plainer" BOOLEAN NOT NULL DEFAULT false,
    "firstAttemptAt" DATETIME,
    "sentAt" DATETIME,
    "sentChannel" TEXT,
    "ts" TEXT,
    "renderedHash" TEXT,
    "lastError" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Lane" (
    "workspaceId" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "lastPosition" INTEGER NOT NULL DEFAULT 0,
    "freeAt" DATETIME,

    PRIMARY KEY ("workspaceId", "lane")
);

-- CreateTable
CREATE TABLE "RateHold" (
    "workspaceId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "until" DATETIME NOT NULL,

    PRIMARY KEY ("workspaceId", "method", "lane")
);

-- CreateTable
CREATE TABLE "JobSlot" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "job" TEXT NOT NULL,
    "takenAt" DATETIME NOT NULL,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "JobRun" (
    "job" TEXT NOT NULL PRIMARY KEY,
    "startedAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    "error" TEXT
);

-- CreateTable
CREATE TABLE "Escalation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "squadId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "turn" TEXT NOT NULL DEFAULT 'squad',
    "severity" TEXT NOT NULL DEFAULT 's3',
    "title" TEXT NOT NULL,
    "tried" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "links" JSONB NOT NULL,
    "customerId" TEXT,
    "raisedBy" TEXT NOT NULL,
    "raisedAt" DATETIME NOT NULL,
    "owner" TEXT,
    "claimedAt" DATETIME,
    "askedBy" TEXT,
    "askedAt" DATETIME,
    "question" TEXT,
    "resolvedAt" DATETIME,
    "resolvedBy" TEXT,
    "reason" TEXT,
    "answer" TEXT,
    "handledBy" TEXT,
    "closedAt" DATETIME,
    "closedHow" TEXT,
    "round" INTEGER NOT NULL DEFAULT 1,
    "level" INTEGER NOT NULL DEFAULT 0,
    "levelAt" DATETIME NOT NULL,
    "exhaustedAt" DATETIME,
    "reopens" INTEGER NOT NULL DEFAULT 0,
    "restricted" BOOLEAN NOT NULL DEFAULT false,
    "nextCheckAt" DATETIME,
    "lastActivityAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "EscalationEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "type" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "sourceKey" TEXT NOT NULL,
    CONSTRAINT "EscalationEvent_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "Escalation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OriginThread" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "channelId" TEXT,
    "rootTs" TEXT,
    "kind" TEXT NOT NULL,
    "inThread" BOOLEAN NOT NULL,
    "twoWay" BOOLEAN NOT NULL,
    "agent" TEXT NOT NULL,
    "customerId" TEXT,
    "consentBy" TEXT,
    "consentAt" DATETIME,
    "outcome" TEXT NOT NULL DEFAULT 'waiting',
    "openKey" TEXT,
    "attachedAt" DATETIME NOT NULL,
    "gatheredAt" DATETIME,
    CONSTRAINT "OriginThread_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "Escalation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ThreadMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "threadId" TEXT,
    "side" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "authorPicture" TEXT,
    "isBot" BOOLEAN NOT NULL DEFAULT false,
    "text" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "transcript" BOOLEAN NOT NULL DEFAULT false,
    "page" INTEGER,
    "eventTs" TEXT NOT NULL,
    "editedAt" DATETIME,
    "deletedAt" DATETIME,
    "postedAt" DATETIME NOT NULL,
    CONSTRAINT "ThreadMessage_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "OriginThread" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EscalationForm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "viewId" TEXT,
    "draft" JSONB NOT NULL,
    "channelId" TEXT,
    "rootTs" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "escalationId" TEXT,
    "openedAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Page" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'asked',
    "reason" TEXT,
    CONSTRAINT "Page_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "Escalation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HomePage" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "choices" JSONB NOT NULL,
    "squadId" TEXT,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("workspaceId", "userId")
);

-- CreateIndex
CREATE INDEX "Person_workspaceId_name_idx" ON "Person"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "ChannelMember_workspaceId_userId_idx" ON "ChannelMember"("workspaceId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_workspaceId_key_key" ON "Customer"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Squad_workspaceId_key_key" ON "Squad"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "SquadPerson_userId_idx" ON "SquadPerson"("userId");

-- CreateIndex
CREATE INDEX "AuditEntry_workspaceId_id_idx" ON "AuditEntry"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Receipt_at_idx" ON "Receipt"("at");

-- CreateIndex
CREATE INDEX "InboxEvent_state_id_idx" ON "InboxEvent"("state", "id");

-- CreateIndex
CREATE INDEX "InboxEvent_workspaceId_lane_state_id_idx" ON "InboxEvent"("workspaceId", "lane", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "InboxEvent_workspaceId_eventId_key" ON "InboxEvent"("workspaceId", "eventId");

-- CreateIndex
CREATE INDEX "Delivery_state_workspaceId_lane_position_idx" ON "Delivery"("state", "workspaceId", "lane", "position");

-- CreateIndex
CREATE INDEX "Delivery_dirty_state_idx" ON "Delivery"("dirty", "state");

-- CreateIndex
CREATE INDEX "Delivery_kind_subject_idx" ON "Delivery"("kind", "subject");

-- CreateIndex
CREATE INDEX "Delivery_subject_sort_idx" ON "Delivery"("subject", "sort");

-- CreateIndex
CREATE INDEX "Delivery_workspaceId_threadKey_idx" ON "Delivery"("workspaceId", "threadKey");

-- CreateIndex
CREATE INDEX "Delivery_workspaceId_sentChannel_ts_idx" ON "Delivery"("workspaceId", "sentChannel", "ts");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_workspaceId_key_key" ON "Delivery"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "JobSlot_job_takenAt_idx" ON "JobSlot"("job", "takenAt");

-- CreateIndex
CREATE INDEX "Escalation_workspaceId_squadId_state_number_idx" ON "Escalation"("workspaceId", "squadId", "state", "number");

-- CreateIndex
CREATE INDEX "Escalation_workspaceId_squadId_state_severity_number_idx" ON "Escalation"("workspaceId", "squadId", "state", "severity", "number");

-- CreateIndex
CREATE INDEX "Escalation_workspaceId_squadId_number_idx" ON "Escalation"("workspaceId", "squadId", "number");

-- CreateIndex
CREATE INDEX "Escalation_workspaceId_raisedBy_state_idx" ON "Escalation"("workspaceId", "raisedBy", "state");

-- CreateIndex
CREATE INDEX "Escalation_workspaceId_owner_state_idx" ON "Escalation"("workspaceId", "owner", "state");

-- CreateIndex
CREATE INDEX "Escalation_nextCheckAt_idx" ON "Escalation"("nextCheckAt");

-- CreateIndex
CREATE UNIQUE INDEX "Escalation_workspaceId_number_key" ON "Escalation"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "EscalationEvent_escalationId_id_idx" ON "EscalationEvent"("escalationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "EscalationEvent_workspaceId_sourceKey_key" ON "EscalationEvent"("workspaceId", "sourceKey");

-- CreateIndex
CREATE INDEX "OriginThread_workspaceId_agent_outcome_idx" ON "OriginThread"("workspaceId", "agent", "outcome");

-- CreateIndex
CREATE INDEX "OriginThread_workspaceId_channelId_rootTs_idx" ON "OriginThread"("workspaceId", "channelId", "rootTs");

-- CreateIndex
CREATE INDEX "OriginThread_escalationId_idx" ON "OriginThread"("escalationId");

-- CreateIndex
CREATE UNIQUE INDEX "OriginThread_workspaceId_openKey_key" ON "OriginThread"("workspaceId", "openKey");

-- CreateIndex
CREATE INDEX "ThreadMessage_escalationId_side_ts_idx" ON "ThreadMessage"("escalationId", "side", "ts");

-- CreateIndex
CREATE INDEX "ThreadMessage_threadId_ts_idx" ON "ThreadMessage"("threadId", "ts");

-- CreateIndex
CREATE UNIQUE INDEX "ThreadMessage_workspaceId_channelId_ts_key" ON "ThreadMessage"("workspaceId", "channelId", "ts");

-- CreateIndex
CREATE INDEX "EscalationForm_workspaceId_person_outcome_changedAt_idx" ON "EscalationForm"("workspaceId", "person", "outcome", "changedAt");

-- CreateIndex
CREATE UNIQUE INDEX "EscalationForm_workspaceId_viewId_key" ON "EscalationForm"("workspaceId", "viewId");

-- CreateIndex
CREATE INDEX "Page_workspaceId_person_outcome_idx" ON "Page"("workspaceId", "person", "outcome");

-- CreateIndex
CREATE UNIQUE INDEX "Page_escalationId_round_level_person_key" ON "Page"("escalationId", "round", "level", "person");

-- CreateIndex
CREATE INDEX "HomePage_workspaceId_stale_idx" ON "HomePage"("workspaceId", "stale");

-- CreateIndex
CREATE INDEX "HomePage_workspaceId_squadId_openedAt_idx" ON "HomePage"("workspaceId", "squadId", "openedAt");
