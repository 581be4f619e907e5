-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "start" DATETIME NOT NULL,
    "end" DATETIME NOT NULL,
    "forgiven" BOOLEAN NOT NULL DEFAULT false,
    "by" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME
);

-- CreateTable
CREATE TABLE "Holiday" (
    "region" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    PRIMARY KEY ("region", "date")
);

-- CreateTable
CREATE TABLE "Rotation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "squadId" TEXT,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "publishedUntil" DATETIME,
    "given" JSONB NOT NULL,
    "toldFindings" INTEGER NOT NULL DEFAULT 0,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME
);

-- CreateTable
CREATE TABLE "RotationVersion" (
    "rotationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "appliesFrom" DATETIME NOT NULL,
    "definition" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("rotationId", "number"),
    CONSTRAINT "RotationVersion_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RotationMember" (
    "rotationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME,
    "region" TEXT,
    "joinOrder" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL DEFAULT 0,
    "lastEnd" DATETIME,
    "owed" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("rotationId", "userId", "from"),
    CONSTRAINT "RotationMember_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Shift" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "start" DATETIME NOT NULL,
    "end" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "confirmedAt" DATETIME,
    "reasons" JSONB NOT NULL,
    "modifiedAt" DATETIME NOT NULL,
    CONSTRAINT "Shift_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RotationChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "start" DATETIME NOT NULL,
    "end" DATETIME NOT NULL,
    "layer" TEXT,
    "source" TEXT NOT NULL,
    "swapId" TEXT,
    "absenceId" TEXT,
    "handoffId" TEXT,
    "because" JSONB,
    "note" TEXT,
    "acceptedAt" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "RotationChange_rotationId_fkey" FOREIGN KEY ("rotationId") REFERENCES "Rotation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RotationFinding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "rotationId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "start" DATETIME,
    "end" DATETIME,
    "isOpenEnd" BOOLEAN NOT NULL DEFAULT false,
    "atOnce" BOOLEAN NOT NULL,
    "toldAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SwapRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "asker" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "cause" TEXT NOT NULL DEFAULT 'person',
    "absenceId" TEXT,
    "start" DATETIME NOT NULL,
    "end" DATETIME NOT NULL,
    "asked" TEXT,
    "opensAt" DATETIME,
    "inReturn" JSONB,
    "state" TEXT NOT NULL DEFAULT 'open',
    "taker" TEXT,
    "takenAt" DATETIME,
    "returnStart" DATETIME,
    "returnEnd" DATETIME,
    "note" TEXT,
    "reason" TEXT,
    "partOf" TEXT,
    "giveBackAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "revision" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "SwapRing" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "proposedAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "reason" TEXT
);

-- CreateTable
CREATE TABLE "SwapRingSeat" (
    "ringId" TEXT NOT NULL,
    "swapId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "takes" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "acceptedAt" DATETIME,

    PRIMARY KEY ("ringId", "swapId"),
    CONSTRAINT "SwapRingSeat_ringId_fkey" FOREIGN KEY ("ringId") REFERENCES "SwapRing" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "shiftId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "n" INTEGER NOT NULL DEFAULT 0,
    "units" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL DEFAULT 0,
    "night" INTEGER NOT NULL DEFAULT 0,
    "weekend" INTEGER NOT NULL DEFAULT 0,
    "holiday" INTEGER NOT NULL DEFAULT 0,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Handoff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "outgoing" JSONB NOT NULL,
    "incoming" JSONB NOT NULL,
    "note" TEXT,
    "noteBy" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "dueAt" DATETIME,
    "remindedAt" DATETIME,
    "acceptedBy" TEXT,
    "acceptedAt" DATETIME,
    "summary" JSONB
);

-- CreateTable
CREATE TABLE "GroupLink" (
    "workspaceId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "lastSet" JSONB NOT NULL,
    "lastAt" DATETIME,
    "error" TEXT,
    "retryAt" DATETIME,
    "driftAt" DATETIME,
    "isStale" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("workspaceId", "groupId")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "rotationId" TEXT,
    "userId" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "revokedAt" DATETIME
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
    "changedAt" DATETIME NOT NULL,

    PRIMARY KEY ("workspaceId", "userId")
);

-- CreateTable
CREATE TABLE "RotationDraft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "rotationId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "form" JSONB NOT NULL,
    "changedAt" DATETIME NOT NULL
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
