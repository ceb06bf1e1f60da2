#!/bin/sh
# Sends a Nagios notification to OpenCOC. The macros come from the environment and go to curl as single arguments: no shell ever
# reads what a check has printed. The address is in a file, so that it does not show in the list of processes.
# Usage: notify-by-opencoc [FILE]
set -u
file=${1:-/etc/nagios/opencoc.curl}
if [ -z "${NAGIOS_NOTIFICATIONTYPE-}" ]; then
    echo "notify-by-opencoc: no macros in the environment: set enable_environment_macros=1 in nagios.cfg" >&2
    exit 3
fi
service=${NAGIOS_SERVICEDESC-}
if [ -n "$service" ]; then
    state=${NAGIOS_SERVICESTATE-}
    last_state=${NAGIOS_LASTSERVICESTATE-}
    state_type=${NAGIOS_SERVICESTATETYPE-}
    changed=${NAGIOS_LASTSERVICESTATECHANGE-}
    output=${NAGIOS_SERVICEOUTPUT-}
    long_output=${NAGIOS_LONGSERVICEOUTPUT-}
    problem=${NAGIOS_SERVICEPROBLEMID-}
    last_problem=${NAGIOS_LASTSERVICEPROBLEMID-}
    url=${NAGIOS_SERVICENOTESURL-}
else
    state=${NAGIOS_HOSTSTATE-}
    last_state=${NAGIOS_LASTHOSTSTATE-}
    state_type=${NAGIOS_HOSTSTATETYPE-}
    changed=${NAGIOS_LASTHOSTSTATECHANGE-}
    output=${NAGIOS_HOSTOUTPUT-}
    long_output=${NAGIOS_LONGHOSTOUTPUT-}
    problem=${NAGIOS_HOSTPROBLEMID-}
    last_problem=${NAGIOS_LASTHOSTPROBLEMID-}
    url=${NAGIOS_HOSTNOTESURL-}
fi
exec curl -q -fsS -m 10 --retry 1 --retry-delay 2 -o /dev/null -K "$file" \
    --data-urlencode "notification_type=$NAGIOS_NOTIFICATIONTYPE" \
    --data-urlencode "notification_number=${NAGIOS_NOTIFICATIONNUMBER-}" \
    --data-urlencode "host=${NAGIOS_HOSTNAME-}" \
    --data-urlencode "host_alias=${NAGIOS_HOSTALIAS-}" \
    --data-urlencode "host_address=${NAGIOS_HOSTADDRESS-}" \
    --data-urlencode "host_groups=${NAGIOS_HOSTGROUPNAMES-}" \
    --data-urlencode "service=$service" \
    --data-urlencode "service_groups=${NAGIOS_SERVICEGROUPNAMES-}" \
    --data-urlencode "state=$state" \
    --data-urlencode "last_state=$last_state" \
    --data-urlencode "state_type=$state_type" \
    --data-urlencode "last_state_change=$changed" \
    --data-urlencode "time=${NAGIOS_TIMET-}" \
    --data-urlencode "problem_id=$problem" \
    --data-urlencode "last_problem_id=$last_problem" \
    --data-urlencode "output=$output" \
    --data-urlencode "long_output=$long_output" \
    --data-urlencode "notes_url=$url"
