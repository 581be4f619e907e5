-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "SquadRole" AS ENUM ('pm', 'member');

-- CreateEnum
CREATE TYPE "Right" AS ENUM ('admin', 'support_engineer');

-- CreateEnum
CREATE TYPE "InboxState" AS ENUM ('waiting', 'done', 'dead');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('pending', 'sent', 'dead', 'withdrawn');

-- CreateEnum
CREATE TYPE "DeliverySort" AS ENUM ('card', 'notice', 'state');

-- CreateEnum
CREATE TYPE "EscalationState" AS ENUM ('open', 'claimed', 'waiting', 'resolved', 'closed');

-- CreateEnum
CREATE TYPE "Turn" AS ENUM ('squad', 'agent', 'customer', 'none');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('s1', 's2', 's3', 's4');

-- CreateEnum
CREATE TYPE "Reason" AS ENUM ('question_answered', 'bug_fixed', 'bug_fix_planned', 'data_corrected', 'admin_action_done', 'copy_or_docs_changed', 'works_as_designed', 'workaround_given', 'could_not_reproduce');

-- CreateEnum
CREATE TYPE "HandledBy" AS ENUM ('squad', 'support', 'could_support');

-- CreateEnum
CREATE TYPE "PlaceKind" AS ENUM ('public', 'private', 'direct', 'external', 'none');

-- CreateEnum
CREATE TYPE "ThreadOutcome" AS ENUM ('waiting', 'answered', 'accepted');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('origin', 'squad');

-- CreateEnum
CREATE TYPE "FormOutcome" AS ENUM ('open', 'sent', 'abandoned');

-- CreateEnum
CREATE TYPE "PageOutcome" AS ENUM ('asked', 'claimed', 'passed', 'withdrawn', 'unreachable');

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "botUserId" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "appId" TEXT,
    "greetedAdmin" TEXT,
    "heardUntil" TIMESTAMP(3),
    "restoredAt" TIMESTAMP(3),
    "connectedAt" TIMESTAMP(3) NOT NULL,
    "lastEscalation" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
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
    "refreshedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("workspaceId","userId")
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
    "refreshedAt" TIMESTAMP(3) NOT NULL,
    "membersAt" TIMESTAMP(3),

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("workspaceId","channelId")
);

-- CreateTable
CREATE TABLE "ChannelMember" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "ChannelMember_pkey" PRIMARY KEY ("workspaceId","channelId","userId")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT,
    "monthlyRevenue" INTEGER,
    "links" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Squad" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Squad_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SquadPerson" (
    "squadId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" "SquadRole" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "SquadPerson_pkey" PRIMARY KEY ("squadId","role","userId")
);

-- CreateTable
CREATE TABLE "PersonRight" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "right" "Right" NOT NULL,
    "grantedBy" TEXT NOT NULL,
    "grantedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PersonRight_pkey" PRIMARY KEY ("workspaceId","right","userId")
);

-- CreateTable
CREATE TABLE "Setting" (
    "workspaceId" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("workspaceId","section")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("workspaceId","key")
);

-- CreateTable
CREATE TABLE "InboxEvent" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "eventAt" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "state" "InboxState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMP(3),
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "lastError" TEXT,
    "handledAt" TIMESTAMP(3),

    CONSTRAINT "InboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sort" "DeliverySort" NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "lane" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 1,
    "threadKey" TEXT,
    "threadTs" TEXT,
    "onlyFor" TEXT,
    "state" "DeliveryState" NOT NULL DEFAULT 'pending',
    "dirty" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMP(3),
    "retryAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "inDoubt" BOOLEAN NOT NULL DEFAULT false,
    "plainer" BOOLEAN NOT NULL DEFAULT false,
    "firstAttemptAt" TIMESTAMP(3),
    "sentAt" TIMESTAMP(3),
    "sentChannel" TEXT,
    "ts" TEXT,
    "renderedHash" TEXT,
    "lastError" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lane" (
    "workspaceId" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "lastPosition" INTEGER NOT NULL DEFAULT 0,
    "freeAt" TIMESTAMP(3),

    CONSTRAINT "Lane_pkey" PRIMARY KEY ("workspaceId","lane")
);

-- CreateTable
CREATE TABLE "RateHold" (
    "workspaceId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RateHold_pkey" PRIMARY KEY ("workspaceId","method","lane")
);

-- CreateTable
CREATE TABLE "JobSlot" (
    "key" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "takenAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "JobSlot_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "job" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "error" TEXT,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("job")
);

-- CreateTable
CREATE TABLE "Escalation" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "squadId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "state" "EscalationState" NOT NULL DEFAULT 'open',
    "turn" "Turn" NOT NULL DEFAULT 'squad',
    "severity" "Severity" NOT NULL DEFAULT 's3',
    "title" TEXT NOT NULL,
    "tried" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "links" JSONB NOT NULL,
    "customerId" TEXT,
    "raisedBy" TEXT NOT NULL,
    "raisedAt" TIMESTAMP(3) NOT NULL,
    "owner" TEXT,
    "claimedAt" TIMESTAMP(3),
    "askedBy" TEXT,
    "askedAt" TIMESTAMP(3),
    "question" TEXT,
    "resolvedAt" TIMESTAMP(3),
    "resolvedBy" TEXT,
    "reason" "Reason",
    "answer" TEXT,
    "handledBy" "HandledBy",
    "closedAt" TIMESTAMP(3),
    "closedHow" TEXT,
    "round" INTEGER NOT NULL DEFAULT 1,
    "level" INTEGER NOT NULL DEFAULT 0,
    "levelAt" TIMESTAMP(3) NOT NULL,
    "exhaustedAt" TIMESTAMP(3),
    "reopens" INTEGER NOT NULL DEFAULT 0,
    "restricted" BOOLEAN NOT NULL DEFAULT false,
    "nextCheckAt" TIMESTAMP(3),
    "lastActivityAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Escalation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EscalationEvent" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "type" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "sourceKey" TEXT NOT NULL,

    CONSTRAINT "EscalationEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OriginThread" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "channelId" TEXT,
    "rootTs" TEXT,
    "kind" "PlaceKind" NOT NULL,
    "inThread" BOOLEAN NOT NULL,
    "twoWay" BOOLEAN NOT NULL,
    "agent" TEXT NOT NULL,
    "customerId" TEXT,
    "consentBy" TEXT,
    "consentAt" TIMESTAMP(3),
    "outcome" "ThreadOutcome" NOT NULL DEFAULT 'waiting',
    "openKey" TEXT,
    "attachedAt" TIMESTAMP(3) NOT NULL,
    "gatheredAt" TIMESTAMP(3),

    CONSTRAINT "OriginThread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadMessage" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "threadId" TEXT,
    "side" "Side" NOT NULL,
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
    "editedAt" TIMESTAMP(3),
    "deletedAt" TIMESTAMP(3),
    "postedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ThreadMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EscalationForm" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "viewId" TEXT,
    "draft" JSONB NOT NULL,
    "channelId" TEXT,
    "rootTs" TEXT,
    "outcome" "FormOutcome" NOT NULL DEFAULT 'open',
    "escalationId" TEXT,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EscalationForm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Page" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "escalationId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "outcome" "PageOutcome" NOT NULL DEFAULT 'asked',
    "reason" TEXT,

    CONSTRAINT "Page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HomePage" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "choices" JSONB NOT NULL,
    "squadId" TEXT,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "HomePage_pkey" PRIMARY KEY ("workspaceId","userId")
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

-- AddForeignKey
ALTER TABLE "SquadPerson" ADD CONSTRAINT "SquadPerson_squadId_fkey" FOREIGN KEY ("squadId") REFERENCES "Squad"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EscalationEvent" ADD CONSTRAINT "EscalationEvent_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "Escalation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OriginThread" ADD CONSTRAINT "OriginThread_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "Escalation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadMessage" ADD CONSTRAINT "ThreadMessage_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "OriginThread"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Page" ADD CONSTRAINT "Page_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "Escalation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
