-- Conditions follow kstatus; status.observedGeneration is -1 until the operator has answered.
--
-- One that is Requested or Suspended is healthy: it is what spec.state says. Were it "Suspended" here, a sync would wait for
-- the commit that activates it, and the commit for the sync. What it means for a placement is told there.
local hs = {}
local status = obj.status
local ready = nil
if status ~= nil and status.conditions ~= nil and status.observedGeneration == obj.metadata.generation then
  for _, condition in ipairs(status.conditions) do
    if condition.type == "Ready" then
      ready = condition
    end
  end
end

if ready == nil then
  hs.status = "Progressing"
  hs.message = "the operator has not answered yet"
elseif ready.reason == "InvalidSpec" or ready.reason == "InternalError" then
  hs.status = "Degraded"
  hs.message = ready.message
elseif ready.reason == "UnknownRegion" then
  -- It may only come later.
  hs.status = "Progressing"
  hs.message = ready.message
else
  hs.status = "Healthy"
  hs.message = ready.message
end
return hs
