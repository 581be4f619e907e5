-- CreateEnum
CREATE TYPE "RotationKind" AS ENUM ('turns', 'sittings');

-- CreateEnum
CREATE TYPE "ShiftState" AS ENUM ('planned', 'on', 'served', 'missed', 'cancelled');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('add', 'remove', 'replace');

-- CreateEnum
CREATE TYPE "ChangeSource" AS ENUM ('lead', 'swap', 'absence', 'takeover', 'handoff');

-- CreateEnum
CREATE TYPE "SwapState" AS ENUM ('open', 'offered', 'agreed', 'done', 'declined', 'withdrawn', 'expired', 'void');

-- CreateEnum
CREATE TYPE "SwapCause" AS ENUM ('person', 'absence', 'lead');

-- CreateEnum
CREATE TYPE "RingState" AS ENUM ('proposed', 'done', 'dissolved');

-- CreateEnum
CREATE TYPE "EntryKind" AS ENUM ('served', 'share', 'correction');

-- CreateEnum
CREATE TYPE "HandoffState" AS ENUM ('waiting', 'accepted', 'overdue', 'lapsed', 'void');

-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "start" TIMESTAMP(3) NOT NULL,
    "end" TIMESTAMP(3) NOT NULL,
    "forgiven" BOOLEAN NOT NULL DEFAULT false,
    "by" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Holiday" (
    "region" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Holiday_pkey" PRIMARY KEY ("region","date")
);

-- CreateTable
CREATE TABLE "Rotation" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "squadId" TEXT,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "RotationKind" NOT NULL,
    "channelId" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "publishedUntil" TIMESTAMP(3),
    "given" JSONB NOT NULL,
    "toldFindings" INTEGER NOT NULL DEFAULT 0,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Rotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RotationVersion" (
    "rotationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "appliesFrom" TIMESTAMP(3) NOT NULL,
    "definition" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RotationVersion_pkey" PRIMARY KEY ("rotationId","number")
);

-- CreateTable
CREATE TABLE "RotationMember" (
    "rotationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),
    "region" TEXT,
    "joinOrder" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL DEFAULT 0,
    "lastEnd" TIMESTAMP(3),
    "owed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "RotationMember_pkey" PRIMARY KEY ("rotationId","userId","from")
);

-- CreateTable
CREATE TABLE "Shift" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "start" TIMESTAMP(3) NOT NULL,
    "end" TIMESTAMP(3) NOT NULL,
    "state" "ShiftState" NOT NULL DEFAULT 'planned',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "confirmedAt" TIMESTAMP(3),
    "reasons" JSONB NOT NULL,
    "modifiedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RotationChange" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "start" TIMESTAMP(3) NOT NULL,
    "end" TIMESTAMP(3) NOT NULL,
    "layer" TEXT,
    "source" "ChangeSource" NOT NULL,
    "swapId" TEXT,
    "absenceId" TEXT,
    "handoffId" TEXT,
    "because" JSONB,
    "note" TEXT,
    "acceptedAt" TIMESTAMP(3) NOT NULL,
    "by" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "RotationChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RotationFinding" (
    "id" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "start" TIMESTAMP(3),
    "end" TIMESTAMP(3),
    "isOpenEnd" BOOLEAN NOT NULL DEFAULT false,
    "atOnce" BOOLEAN NOT NULL,
    "toldAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RotationFinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SwapRequest" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "asker" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "cause" "SwapCause" NOT NULL DEFAULT 'person',
    "absenceId" TEXT,
    "start" TIMESTAMP(3) NOT NULL,
    "end" TIMESTAMP(3) NOT NULL,
    "asked" TEXT,
    "opensAt" TIMESTAMP(3),
    "inReturn" JSONB,
    "state" "SwapState" NOT NULL DEFAULT 'open',
    "taker" TEXT,
    "takenAt" TIMESTAMP(3),
    "returnStart" TIMESTAMP(3),
    "returnEnd" TIMESTAMP(3),
    "note" TEXT,
    "reason" TEXT,
    "partOf" TEXT,
    "giveBackAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SwapRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SwapRing" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" "RingState" NOT NULL DEFAULT 'proposed',
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "reason" TEXT,

    CONSTRAINT "SwapRing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SwapRingSeat" (
    "ringId" TEXT NOT NULL,
    "swapId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "takes" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "acceptedAt" TIMESTAMP(3),

    CONSTRAINT "SwapRingSeat_pkey" PRIMARY KEY ("ringId","swapId")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "kind" "EntryKind" NOT NULL,
    "n" INTEGER NOT NULL DEFAULT 0,
    "units" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL DEFAULT 0,
    "night" INTEGER NOT NULL DEFAULT 0,
    "weekend" INTEGER NOT NULL DEFAULT 0,
    "holiday" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Handoff" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "outgoing" JSONB NOT NULL,
    "incoming" JSONB NOT NULL,
    "note" TEXT,
    "noteBy" TEXT,
    "state" "HandoffState" NOT NULL DEFAULT 'waiting',
    "dueAt" TIMESTAMP(3),
    "remindedAt" TIMESTAMP(3),
    "acceptedBy" TEXT,
    "acceptedAt" TIMESTAMP(3),
    "summary" JSONB,

    CONSTRAINT "Handoff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupLink" (
    "workspaceId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "lastSet" JSONB NOT NULL,
    "lastAt" TIMESTAMP(3),
    "error" TEXT,
    "retryAt" TIMESTAMP(3),
    "driftAt" TIMESTAMP(3),
    "isStale" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "GroupLink_pkey" PRIMARY KEY ("workspaceId","groupId")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT,
    "userId" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupportTimes" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "best" JSONB NOT NULL,
    "ratherNot" JSONB NOT NULL,
    "never" JSONB NOT NULL,
    "remindWeek" BOOLEAN NOT NULL DEFAULT true,
    "remindEvening" BOOLEAN NOT NULL DEFAULT true,
    "remindMinutes" BOOLEAN NOT NULL DEFAULT true,
    "region" TEXT,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SupportTimes_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "RotationDraft" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "rotationId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "form" JSONB NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RotationDraft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Absence_workspaceId_end_idx" ON "Absence"("workspaceId", "end");

-- CreateIndex
CREATE INDEX "Absence_workspaceId_userId_end_idx" ON "Absence"("workspaceId", "userId", "end");

-- CreateIndex
CREATE INDEX "Rotation_workspaceId_squadId_idx" ON "Rotation"("workspaceId", "squadId");

-- CreateIndex
CREATE UNIQUE INDEX "Rotation_workspaceId_key_key" ON "Rotation"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "RotationMember_userId_idx" ON "RotationMember"("userId");

-- CreateIndex
CREATE INDEX "Shift_rotationId_start_idx" ON "Shift"("rotationId", "start");

-- CreateIndex
CREATE INDEX "Shift_workspaceId_userId_start_idx" ON "Shift"("workspaceId", "userId", "start");

-- CreateIndex
CREATE INDEX "Shift_state_start_idx" ON "Shift"("state", "start");

-- CreateIndex
CREATE INDEX "Shift_state_end_idx" ON "Shift"("state", "end");

-- CreateIndex
CREATE UNIQUE INDEX "Shift_rotationId_slot_start_key" ON "Shift"("rotationId", "slot", "start");

-- CreateIndex
CREATE INDEX "RotationChange_rotationId_end_idx" ON "RotationChange"("rotationId", "end");

-- CreateIndex
CREATE INDEX "RotationChange_swapId_idx" ON "RotationChange"("swapId");

-- CreateIndex
CREATE INDEX "RotationChange_absenceId_idx" ON "RotationChange"("absenceId");

-- CreateIndex
CREATE INDEX "RotationFinding_rotationId_idx" ON "RotationFinding"("rotationId");

-- CreateIndex
CREATE INDEX "SwapRequest_rotationId_state_start_idx" ON "SwapRequest"("rotationId", "state", "start");

-- CreateIndex
CREATE INDEX "SwapRequest_workspaceId_asker_state_idx" ON "SwapRequest"("workspaceId", "asker", "state");

-- CreateIndex
CREATE INDEX "SwapRequest_state_start_idx" ON "SwapRequest"("state", "start");

-- CreateIndex
CREATE INDEX "SwapRing_state_endsAt_idx" ON "SwapRing"("state", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "SwapRing_rotationId_key_key" ON "SwapRing"("rotationId", "key");

-- CreateIndex
CREATE INDEX "SwapRingSeat_swapId_idx" ON "SwapRingSeat"("swapId");

-- CreateIndex
CREATE INDEX "LedgerEntry_rotationId_userId_at_idx" ON "LedgerEntry"("rotationId", "userId", "at");

-- CreateIndex
CREATE INDEX "LedgerEntry_rotationId_at_idx" ON "LedgerEntry"("rotationId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_shiftId_userId_kind_n_key" ON "LedgerEntry"("shiftId", "userId", "kind", "n");

-- CreateIndex
CREATE INDEX "Handoff_state_dueAt_idx" ON "Handoff"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Handoff_rotationId_at_key" ON "Handoff"("rotationId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_secretHash_key" ON "CalendarFeed"("secretHash");

-- CreateIndex
CREATE INDEX "CalendarFeed_workspaceId_userId_idx" ON "CalendarFeed"("workspaceId", "userId");

-- CreateIndex
CREATE INDEX "CalendarFeed_rotationId_idx" ON "CalendarFeed"("rotationId");

-- CreateIndex
CREATE INDEX "RotationDraft_changedAt_idx" ON "RotationDraft"("changedAt");

-- AddForeignKey
ALTER TABLE "RotationVersion" ADD CONSTRAINT "RotationVersion_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RotationMember" ADD CONSTRAINT "RotationMember_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shift" ADD CONSTRAINT "Shift_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RotationChange" ADD CONSTRAINT "RotationChange_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SwapRingSeat" ADD CONSTRAINT "SwapRingSeat_ringId_fkey" FOREIGN KEY ("ringId") REFERENCES "SwapRing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
