#!/usr/bin/env bash
# A Slurm of one node on loopback, to try slurm.sh without a cluster. usage: one-node-slurm.sh FOLDER COMMAND…
# Needs Debian's slurmctld, slurmd, slurm-client and munge, and root. Starts munged, slurmctld and slurmd with all their files in FOLDER, runs
# the command with SLURM_CONF set, and stops what it started. Nothing of the system's own configuration is read or changed.
set -euo pipefail
folder=$(realpath -m "$1") host=$(hostname -s)
shift
mkdir -p "$folder"/{state,spool,munge}
chmod 700 "$folder/munge"
# The node's name is put on loopback by the configuration, so that no port is open to the network.
dd if=/dev/urandom of="$folder/munge/key" bs=1024 count=1 status=none
chmod 400 "$folder/munge/key"
cat > "$folder/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_min_interval=1000
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
started=()
stop() { for ((i = ${#started[@]} - 1; i >= 0; i--)); do kill "${started[$i]}" 2>/dev/null || true; done; wait; }
trap stop EXIT
munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/pid" \
    --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" > "$folder/munge/out" 2>&1 & started+=($!)
for _ in $(seq 50); do [ -S "$folder/munge/socket" ] && break; sleep 0.1; done
slurmctld -D -f "$SLURM_CONF" > "$folder/slurmctld.out" 2>&1 & started+=($!)
slurmd -D -f "$SLURM_CONF" -N "$host" > "$folder/slurmd.out" 2>&1 & started+=($!)
for _ in $(seq 300); do [ "$(sinfo --noheader --format=%T 2>/dev/null)" = idle ] && break; sleep 0.1; done
sinfo
"$@"
