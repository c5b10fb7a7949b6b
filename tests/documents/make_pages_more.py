"""Makes more pages of sites, which were first read when the reader was done:
python3 tests/documents/make_pages_more.py TEXTS
"""
import pathlib, sys
T=pathlib.Path(sys.argv[1]); H=pathlib.Path(__file__).parent/'html'
def lines(n): return [l.strip() for l in (T/f'{n}.txt').read_text().split('\n') if l.strip()]
def put(n,page,exp,cs='utf-8'):
    (H/('more-'+n)).write_bytes(page.encode(cs)); (H/('more-'+n+'.txt')).write_text('\n'.join(exp)+'\n')
REL=['全市2016年共查处案件6661件','2015年行政许可6662项目录','我市召开2023年法治工作推进会 部署6663项任务']
# 1 JCMS
t,*r=lines('d02')
put('h1.html',f'''<!DOCTYPE HTML><html><head><meta http-equiv="X-UA-Compatible" content="IE=edge"><meta charset="utf-8">
<title>青岚市澄湖区人民政府 民政局 {t}</title><META name="ArticleTitle" content="{t}"><meta name="author" content="jcms">
<link rel=stylesheet href=a.css><script src=j.js></script></head><body>
<div class="wzaBox"><a href="#">无障碍浏览</a><a href="#">长者模式</a></div>
<div class="bg"><div class="w1200"><div class="logo"><img src="l.png" alt="澄湖区"></div><div class="search"><input value="请输入关键字"><span>热词：</span><a href="#">低保</a><a href="#">养老</a></div>
<div class="dh"><table><tr><td><a href="1">首页</a></td><td><a href="2">概况</a></td><td><a href="3">公开</a></td><td><a href="4">服务</a></td></tr></table></div></div></div>
<div id="barrierfree_container" class="w1200"><div class="weizhi">当前位置：<a href="1">网站首页</a> &gt;&gt; <a href="2">法治政府建设</a></div>
<div class="main-fl"><div class="tit_h1">{t}</div>
<div class="xinxi"><span>发布日期： 2022-01-18 15:30:22</span><span>来源：&nbsp;区民政局</span><span>浏览次数：<script>document.write(12)</script></span><span>字体：[ <a>大</a> <a>中</a> <a>小</a> ]</span></div>
<div class="con_nr"><!--<$[信息内容]>begin--><meta name="ContentStart">{''.join('<p><span style="font-size: 16pt; font-family: 仿宋">　　'+l+'</span></p>' for l in r)}<p style="text-align:right">澄湖区民政局</p><p style="text-align:right">2022年1月18日</p><meta name="ContentEnd"><!--<$[信息内容]>end--></div>
<div class="ewm"><p>扫一扫在手机打开当前页</p><img src=q.png></div><div class="dyy"><a href="javascript:window.print()">打印</a>|<a>关闭</a></div>
<div class="xg"><div class="xgt">相关信息</div><dl>{''.join(f'<dd><a href=x>{x}</a><i>2019-01-01</i></dd>' for x in REL)}</dl></div></div></div>
<div class="yj"><p>版权所有：青岚市澄湖区人民政府　主办单位：区政府办公室</p><p>电话：000-8123456 　邮箱：a@b.cn　访问量：1234567</p></div></body></html>''',
[t,'发布日期： 2022-01-18 15:30:22来源： 区民政局浏览次数：字体：[ 大 中 小 ]',*r,'澄湖区民政局','2022年1月18日'])
# 2 vsb
t,*r=lines('d03')
put('h2.htm',f'''<!DOCTYPE html><HTML><HEAD><TITLE>{t}-听松街道</TITLE><META content="text/html; charset=UTF-8" http-equiv="Content-Type"><META name="keywords" content="法治"></HEAD><BODY>
<div class="top"><ul class="menu"><li><a href=1>网站首页</a><ul><li><a href=2>机构设置</a></li><li><a href=3>领导分工</a></li></ul></li><li><a href=4>通知公告</a></li></ul></div>
<div class="n_right"><div class="n_tit"><p>您所在的位置： <a href=1>首页</a>&gt;<a href=2>信息公开</a>&gt;正文</p><h3>信息公开</h3></div>
<form name="_newscontent_fromname"><div class="c_bt"><h2>{t}</h2><h3>时间：2024-01-12&nbsp;&nbsp;&nbsp;浏览：[<span id="dynclicks">87</span>]次</h3></div><div class="c_nr"><div id="vsb_content"><div class="v_news_content">
{chr(10).join('<p class="MsoNormal" style="text-indent:28px;line-height:28px;">'+l+'</p>' for l in r)}
</div></div><div></div></div><div class="fj"><p>附件【<a href=d.doc>听松街道统计表.doc</a>】已下载<span>33</span>次</p></div>
<div class="sxt"><p>上一条：<a href=1>听松街道2024年培训计划（含6664人次）</a></p><p>下一条：<a href=2>关于召开会议的通知</a></p></div><div align=right>【<a href=#>关闭</a>】</div></form></div>
<div class="foot"><p>地址：栖岑区听松街道1号 电话：000-1111 备案号：某ICP备1号</p></div></BODY></HTML>''',
[t,'时间：2024-01-12   浏览：[87]次',*r,'附件【听松街道统计表.doc】已下载33次'])
# 3 old tables gbk font no p
t,*r=lines('d07')
put('h3.html',f'''<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>翎州市政府网</title></head><body topmargin=0>
<table width=778 border=0><tr><td background=bg.gif height=100>&nbsp;</td></tr></table>
<table width=778 border=0><tr><td align=center><a href=1><font color=white>首 页</font></a></td><td><a href=2><font color=white>走进翎州</font></a></td><td><a href=3>政府文件</a></td></tr></table>
<table width=778 border=0><tr><td width=180 valign=top><table width=100%><tr><td>&#8226; <a href=a>2023年工作报告</a></td></tr><tr><td>&#8226; <a href=b>财政预算6665万元</a></td></tr><tr><td>&#8226; <a href=c>招商引资</a></td></tr></table></td>
<td valign=top><table width=100% cellpadding=5><tr><td><div align=center><font size=5><b>{t}</b></font></div></td></tr>
<tr><td><div align=center><font size=2>{r[0]}&nbsp;&nbsp;&nbsp;&nbsp;2023年3月1日</font></div></td></tr>
<tr><td class=STYLE3><font size=3>{'<br><br>'.join('　　'+l for l in r[1:])}<br><br><div align=right>翎州市人民政府<br>2023年2月28日</div></font></td></tr></table></td></tr></table>
<table width=778><tr><td align=center><font size=2>翎州市人民政府办公室 版权所有 Copyright &copy; 2005-2023 <br>网站管理：市信息中心 联系电话：000-2222222<br>您是第6666位访问者</font></td></tr></table></body></html>''',
[t,r[0]+'    2023年3月1日',*r[1:],'翎州市人民政府','2023年2月28日'],'gb18030')
# 4 react cards with summaries
t,*r=lines('d04')
card=lambda x:f'<div class="css-card"><a href="/n"><img src="t.jpg"><h4>{x}</h4></a><p>本报讯，记者从市司法局获悉，去年全市共办理各类案件6667件，同比增长66%。</p><time>2天前</time></div>'
put('h4.html',f'''<!DOCTYPE html><html lang="zh-CN" data-reactroot><head><meta charSet="utf-8"/><title>{t}｜朔湄发布</title><meta property="og:title" content="{t}"/><script>window.__DATA__={{"body":"<p>6668件</p>"}}</script></head><body><div id="__next"><div class="css-hd"><div class="css-in"><a class="css-lg" href="/">朔湄发布</a><nav class="css-nv"><a href="/a">要闻</a><a href="/b">政务</a><a href="/c">民生</a></nav><button>登录</button></div></div>
<div class="css-wrap"><main class="css-main"><header class="css-h"><h1 class="css-t">{t}</h1><div class="css-m"><a href="/u"><span>朔湄市人社局</span></a><span>2024-01-20 09:00</span><span>阅读 6669</span></div></header><div class="css-b">{''.join(f'<p data-id="{i}">{l}</p>' for i,l in enumerate(r))}</div><div class="css-tags"><a href=/t>#法治政府</a><a href=/t>#年度报告</a></div><div class="css-like"><button>点赞 12</button><span>收藏</span><span>评论 3</span></div></main><div class="css-side"><h3>大家都在看</h3>{''.join(card(x) for x in REL)}</div></div>
<div class="css-ft"><span>© 2024 朔湄市融媒体中心</span><a href="/p">隐私政策</a></div></div></body></html>''',
[t,'朔湄市人社局2024-01-20 09:00阅读 6669',*r])
# 5 xxgk system
a,b,c,d,*r=lines('d08')
put('h5.html',f'''<!DOCTYPE html><html><head><meta charset="GBK"/><title>霖浦县政府信息公开</title></head><body><div id="hd"><h1>霖浦县政府信息公开平台</h1></div>
<div id="tree"><ul><li><span>▼政策</span><ul><li><a>规范性文件(6670)</a></li><li><a href=#>政策解读(12)</a></li></ul></li><li><a href=#>法治政府建设</a></li></ul></div>
<div id="mc"><table class="tbl" border="0" cellspacing="1"><tbody><tr><th>索 引 号</th><td>LPZJ-2024-0017</td><th>信息分类</th><td>法治政府</td></tr><tr><th>发布机构</th><td>县住建局</td><th>发文日期</th><td>2024年02月20日</td></tr><tr><th>名　　称</th><td colspan="3">{c}{d}</td></tr><tr><th>文　　号</th><td></td><th>时 效</th><td>有效</td></tr></tbody></table>
<div class="mtit">{c}<br/>{d}</div><div id="mainText">{''.join(f'<div style="text-indent:2em">{l}</div>' for l in r)}<div><br/></div><table border=1 width=100%><tbody><tr><td>序号</td><td>执法类别</td><td>件数</td></tr><tr><td>1</td><td>行政处罚</td><td>15</td></tr><tr><td>2</td><td>行政检查</td><td>208</td></tr></tbody></table></div>
<div class="wbtm"><a href="#" onclick="p()">【打印本页】</a><a href="#">【关闭窗口】</a></div><div class="xgxx"><table><tr><th>相关信息</th></tr><tr><td><a href=1>{REL[0]}</a></td></tr><tr><td><a href=2>{REL[1]}</a></td></tr></table></div></div><div id="ft">主办：霖浦县人民政府　承办：县政务服务局</div></body></html>''',
['索 引 号\tLPZJ-2024-0017\t信息分类\t法治政府','发布机构\t县住建局\t发文日期\t2024年02月20日',f'名　　称\t{c}{d}\t\t','文　　号\t\t时 效\t有效',c,d,*r,'序号\t执法类别\t件数','1\t行政处罚\t15','2\t行政检查\t208'],'gbk')
# 6 wechat
t,*r=lines('d05')
put('h6.html',f'''<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{t}"><title></title></head><body class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
{t}
</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">枫梓镇</span><a href="javascript:void(0);" id="js_name">鹭陂枫梓</a><em id="publish_time">2023-02-03 18:20</em><em>发表于某省</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;">{''.join(f'<section style="margin:0"><p style="text-indent:2em"><span leaf="">{l}</span></p></section>' for l in r)}<p><img data-src="x.jpg"></p><section><span>编辑：某某</span></section></div></div>
<div class="rich_media_tool"><a href="#">阅读原文</a><span>阅读 6671</span><span>赞 12</span></div></div></div><div class="rich_media_area_extra"><p>预览时标签不可点</p><div>微信扫一扫<br>关注该公众号</div><div>继续滑动看下一个</div></div></div><script>var n=6672;</script></body></html>''',
[t,'枫梓镇鹭陂枫梓2023-02-03 18:20发表于某省',*r])
REL=['2016年全区查处违法案件5551起','关于印发5552项权责清单的通知','我区完成5553户改造']
# a: CMS with dl/dt, span paragraphs separated by <br/>, sidebar text w/o links (onclick), pager
t,*r=lines('d01')
put('h7.html',f'''<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>法治建设 - {t} - 澄湖区民政局</title></head><body>
<div class="page-top"><span onclick="go(1)">首页</span><span onclick="go(2)">机构</span><span onclick="go(3)">公开</span></div>
<div class="left-col"><div class="cat" onclick="x()">公告公示(5554)</div><div class="cat" onclick="x()">工作动态(5555)</div><div class="cat" onclick="x()">统计数据</div></div>
<div class="right-col"><p class="path">首页 &gt; 公开 &gt; 法治建设</p>
<h4 align="center">{t}</h4><div align="center" class="sub">【来源:本站】 【发布时间:2023-01-20】 【点击数:5556】</div>
<div class="body-text"><span>{'<br/><br/>'.join(r)}</span></div>
<div class="pager"><a href="#">1</a> <a href="#">2</a> <a>下一页</a></div>
<dl class="list"><dt>更多阅读</dt>{''.join(f'<dd><a href=#>{x}</a></dd>' for x in REL)}</dl></div>
<div class="page-end">澄湖区民政局　版权所有</div></body></html>''',
[t,'【来源:本站】 【发布时间:2023-01-20】 【点击数:5556】',*r])
# b: long report w/ inner TOC links and anchors, footnotes, data table with links
t,*r=lines('d03')
toc=[l for l in r if l[:2] in('一、','二、','三、','四、')]
put('h8.html',f'''<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{t}</title></head><body><div class=wrap><div class=head><img src=h.jpg></div>
<div class=daohang><a href=1>首页</a> | <a href=2>概况</a> | <a href=3>公开</a></div>
<div class=neirong><h1>{t}</h1><p class=laiyuan>发布单位：听松街道办事处 &nbsp; 发布日期：2024-01-05</p>
{''.join(f'<p>{l}</p>' for l in r)}
<table border=1><tr><th>序号<th>文件名称<th>文号<tr><td>1<td><a href=f1>关于规范执法的通知</a><td>听办〔2023〕3号<tr><td>2<td><a href=f2>关于普法的意见</a><td>听办〔2023〕8号</table>
<p>附件：1.<a href=a.xls>执法数据表</a></p><p>2.<a href=b.xls>清单</a></p></div>
<div class=dibu><div>主办：听松街道办事处</div><div>您是第5557位访客</div></div></div></body></html>''',
[t,'发布单位：听松街道办事处   发布日期：2024-01-05',*r,'序号\t文件名称\t文号','1\t关于规范执法的通知\t听办〔2023〕3号','2\t关于普法的意见\t听办〔2023〕8号','附件：1.执法数据表','2.清单'],'gbk')
# c: short report, big page around
t=lines('d05')[0]; r=lines('d05')[2:8]
put('h9.html',f'''<!doctype html><html><head><meta charset=utf-8><title>{t}_枫梓镇_鹭陂县人民政府</title></head><body><div class="g-hd"><div class="m-nav"><ul>{''.join(f'<li><a href=#>{x}</a></li>' for x in ['首页','政务','服务','互动','数据','魅力鹭陂'])}</ul></div></div>
<div class="g-bd f-cb"><div class="g-sd"><div class="m-tit">通知公告</div><ul>{''.join(f'<li><a href=#>{x}</a></li>' for x in REL*3)}</ul></div>
<div class="g-mn"><div class="m-crumb"><em>您的当前位置：</em><a href=#>首页</a>/<a href=#>乡镇公开</a></div><div class="m-art"><h2 class="tit">{t}</h2><p class="inf"><span>日期：2023-02-01</span> <span>信息来源：枫梓镇</span> <span>访问次数：5558</span> <span>字号：[<a href=#>大</a><a href=#>中</a><a href=#>小</a>]</span></p><div class="cnt f-cb">{''.join(f'<p>&emsp;&emsp;{l}</p>' for l in r)}</div><div class="m-share">分享：<a href=#>微信</a></div></div>
<div class="m-rel"><h3>相关文档</h3><ul>{''.join(f'<li>· <a href=#>{x}</a> (2021-01-01)</li>' for x in REL)}</ul></div></div></div>
<div class="g-ft"><p>鹭陂县人民政府办公室主办　鹭陂县大数据中心承办　地址：鹭陂县中心大道1号　邮编：000000</p><p>建议使用1024*768分辨率浏览本站　网站标识码：1234567890　备案序号：某ICP备05000000号</p></div></body></html>''',
[t,'日期：2023-02-01 信息来源：枫梓镇 访问次数：5558 字号：[大中小]',*r])
# d: print view, nearly bare
t,*r=lines('d04')
put('h10.htm',f'''<HTML><HEAD><TITLE>打印预览</TITLE><META http-equiv="Content-Type" content="text/html; charset=utf-8"></HEAD><BODY><A href="javascript:print()">打印</A> <A href="javascript:close()">关闭</A><HR><CENTER><H2>{t}</H2></CENTER>{''.join(f'<P>　　{l}' for l in r)}<HR>打印时间：2024-02-02</BODY></HTML>''',
[t,*r,'打印时间：2024-02-02'])
