-- Conditions follow kstatus: Ready and, while true, Reconciling and Stalled. status.observedGeneration is -1 until the
-- operator has answered.
local hs = {}
local status = obj.status
if status == nil or status.conditions == nil or status.observedGeneration ~= obj.metadata.generation then
  hs.status = "Progressing"
  hs.message = "the operator has not answered yet"
  return hs
end

local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end
local ready = conditions["Ready"]
local stalled = conditions["Stalled"]
local reconciling = conditions["Reconciling"]
local satisfied = conditions["TopologySatisfied"]

-- Machines in a zone that is down, or where the spec does not want them: more of them would not mend that.
local misplaced = nil
for _, violation in ipairs(status.violations or {}) do
  if violation.severity == "Error" and (violation.type == "ZoneNotAvailable" or violation.type == "ZoneNotAllowed") then
    misplaced = misplaced or violation
  end
end

if ready == nil then
  hs.status = "Progressing"
  hs.message = "the operator has not answered yet"
elseif stalled ~= nil and stalled.status == "True" then
  -- Nothing but an edit of it, or of its namespace, can mend it.
  hs.status = "Degraded"
  hs.message = stalled.message
elseif ready.status == "True" then
  -- The message tells warnings, too.
  hs.status = "Healthy"
  hs.message = ready.message
elseif ready.reason == "InternalError" then
  hs.status = "Degraded"
  hs.message = ready.message
elseif misplaced ~= nil and ready.reason ~= "Suspended" then
  hs.status = "Degraded"
  hs.message = misplaced.message
elseif reconciling ~= nil and reconciling.status == "True" then
  -- Replicas wait for machines, a zone or a link, and get them without anybody's doing.
  hs.status = "Progressing"
  hs.message = ready.message
elseif ready.reason == "Suspended" and satisfied ~= nil and satisfied.status == "False" then
  -- Suspended, and a rule is broken all the same.
  hs.status = "Degraded"
  hs.message = satisfied.message
elseif ready.reason == "Suspended" then
  hs.status = "Suspended"
  hs.message = ready.message
else
  -- Every replica has a zone, and a rule is broken: a zone is down, a link is off.
  hs.status = "Degraded"
  hs.message = ready.message
end
return hs
